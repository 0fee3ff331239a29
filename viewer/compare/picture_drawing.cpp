#include "compare/picture_drawing.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "drawing/palette.h"
#include "window/appearance.h"
#include "window/theme.h"

namespace millrace::viewer {
namespace {

using compare::paint;
using compare::shape;

ImU32 candidate_colour(std::size_t candidate, float opacity) {
  const bool light = wanted_appearance().theme == brightness::light;
  const auto& colours = light ? compare::candidates_on_light : compare::candidates_on_dark;
  const auto rgb = colours[candidate % colours.size()];
  return IM_COL32((rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff, static_cast<int>(opacity * 255));
}

ImU32 colour_of(const compare::look& as, float opacity) {
  if (as.unsure) opacity *= 0.5F;
  if (as.candidate != compare::nobody) return candidate_colour(as.candidate, opacity);
  if (as.as == paint::rule) return color(meaning::grid);
  return color(as.as == paint::faint || as.as == paint::one ? meaning::muted : meaning::text, opacity);
}

/// Fills any outline, a column of pixels after the other: Dear ImGui fills convex ones only.
void fill(ImDrawList& into, const std::vector<ImVec2>& outline, ImU32 colour) {
  const auto [first, last] = std::ranges::minmax(outline, {}, &ImVec2::x);
  for (float x = std::floor(first.x); x < last.x; ++x) {
    std::vector<float> crossings;
    for (std::size_t i = 0; i < outline.size(); ++i) {
      const auto& a = outline[i];
      const auto& b = outline[(i + 1) % outline.size()];
      const float middle = x + 0.5F;
      if ((a.x <= middle) == (b.x <= middle)) continue;
      crossings.push_back(a.y + (b.y - a.y) * (middle - a.x) / (b.x - a.x));
    }
    std::ranges::sort(crossings);
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
      into.AddRectFilled({x, crossings[i]}, {x + 1, crossings[i + 1]}, colour);
  }
}

/// Where a picture lies on the screen.
struct placement {
  ImVec2 origin;
  float scale = 1;

  ImVec2 operator()(const std::pair<double, double>& point) const {
    return {origin.x + static_cast<float>(point.first) * scale,
            origin.y + static_cast<float>(point.second) * scale};
  }
};

void draw_dashes(ImDrawList& into, ImVec2 from, ImVec2 to, ImU32 colour) {
  const float length = to.y - from.y;
  for (float y = 0; y < length; y += scaled(6))
    into.AddLine({from.x, from.y + y}, {from.x, from.y + std::min(y + scaled(3), length)}, colour);
}

void draw_text(ImDrawList& into, const shape& each, const placement& on) {
  auto* written_in = font(face::text);
  const float size = 11.5F * on.scale;
  const float width = written_in->CalcTextSizeA(size, FLT_MAX, 0, each.words.c_str()).x;
  auto at = on(each.at.front());
  if (each.to == compare::anchor::middle) at.x -= width / 2;
  if (each.to == compare::anchor::end) at.x -= width;
  at.y -= 0.8F * size;  // from the base line to the top
  into.AddText(written_in, size, {std::floor(at.x), std::floor(at.y)}, colour_of(each.as, 1),
               each.words.c_str());
}

void draw_lines(ImDrawList& into, const shape& each, const placement& on) {
  std::vector<ImVec2> along;
  for (const auto& point : each.at) along.push_back(on(point));
  if (each.as.as == paint::area) return fill(into, along, colour_of(each.as, 0.2F));
  if (each.as.as == paint::one) return draw_dashes(into, along.front(), along.back(), colour_of(each.as, 1));
  const float thickness = each.as.as == paint::rule ? 1 : scaled(each.as.as == paint::thick ? 4 : 1.8F);
  into.AddPolyline(along.data(), static_cast<int>(along.size()), colour_of(each.as, 1), 0, thickness);
}

void draw_shape(ImDrawList& into, const shape& each, const placement& on) {
  const auto first = on(each.at.front());
  const auto last = on(each.at.back());
  const float radius = static_cast<float>(each.radius) * on.scale;
  switch (each.what) {
    case shape::kind::text:
      return draw_text(into, each, on);
    case shape::kind::line:
    case shape::kind::path:
      return draw_lines(into, each, on);
    case shape::kind::rectangle:
      into.AddRectFilled(first, last, colour_of(each.as, each.as.as == paint::box ? 0.18F : 1), 2);
      if (each.as.as == paint::box) into.AddRect(first, last, colour_of(each.as, 1), 2);
      return;
    case shape::kind::circle:
      into.AddCircleFilled(first, radius,
                           each.as.as == paint::hollow
                               ? color(meaning::background)
                               : colour_of(each.as, each.as.as == paint::dot ? 0.6F : 1));
      if (each.as.as == paint::hollow) into.AddCircle(first, radius, colour_of(each.as, 1), 0, scaled(1.8F));
  }
}

float distance_to(ImVec2 point, ImVec2 a, ImVec2 b) {
  const ImVec2 along(b.x - a.x, b.y - a.y);
  const float length = along.x * along.x + along.y * along.y;
  const float share =
      length == 0 ? 0
                  : std::clamp(((point.x - a.x) * along.x + (point.y - a.y) * along.y) / length, 0.0F, 1.0F);
  return std::hypot(point.x - a.x - share * along.x, point.y - a.y - share * along.y);
}

bool hit(const shape& each, const placement& on, ImVec2 mouse) {
  const float near = scaled(4);
  const auto first = on(each.at.front());
  const auto last = on(each.at.back());
  if (each.what == shape::kind::rectangle)
    return mouse.x >= first.x && mouse.x <= last.x && mouse.y >= first.y && mouse.y <= last.y;
  if (each.what == shape::kind::circle)
    return std::hypot(mouse.x - first.x, mouse.y - first.y) <=
           static_cast<float>(each.radius) * on.scale + near / 2;
  if (each.as.as == paint::area || each.what == shape::kind::text) return false;
  for (std::size_t i = 0; i + 1 < each.at.size(); ++i) {
    if (distance_to(mouse, on(each.at[i]), on(each.at[i + 1])) <= near) return true;
  }
  return false;
}

}  // namespace

std::string draw_picture(const compare::picture& shown, bool relative) {
  const placement on{ImGui::GetCursorScreenPos(), scaled(1)};
  auto& into = *ImGui::GetWindowDrawList();
  const auto hidden = relative ? compare::shown::absolute : compare::shown::relative;
  const ImVec2 mouse = ImGui::GetMousePos();
  std::string tip;
  for (const auto& each : shown.shapes()) {
    if (each.as.when == hidden) continue;
    draw_shape(into, each, on);
    if (!each.as.tip.empty() && hit(each, on, mouse)) tip = each.as.tip;
  }
  ImGui::Dummy({static_cast<float>(shown.width()) * on.scale, static_cast<float>(shown.height()) * on.scale});
  if (!ImGui::IsItemHovered()) return {};
  if (!tip.empty()) ImGui::SetTooltip("%s", tip.c_str());
  return tip;
}

}  // namespace millrace::viewer
