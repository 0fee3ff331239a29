#include "panels/transport.h"

#include <algorithm>
#include <cstdio>

#include "panels/drawing.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

constexpr double speeds[] = {0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10};

bool button(const char* text, const char* says) {
  const bool pressed = ImGui::Button(text);
  label_item(text);
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", says);
  ImGui::SameLine();
  return pressed;
}

std::string times(double speed) {
  char text[24];
  std::snprintf(text, sizeof text, "%gx", speed);
  return text;
}

void draw_buttons(sight& on) {
  auto& hand = on.watched.when();
  if (button(hand.paused() ? "Play" : "Pause", "space")) hand.toggle();
  if (button("|<", "one event back: ,")) on.watched.step(-1);
  if (button(">|", "one event on: .")) on.watched.step(1);
  const ImVec4 shade = color_vector(hand.live() ? meaning::accepted : meaning::muted);
  ImGui::PushStyleColor(ImGuiCol_Text, shade);
  if (button(hand.live() ? "* Live" : "Live", "follow the present: l")) hand.go_live();
  ImGui::PopStyleColor();
  ImGui::SetNextItemWidth(6.5F * ImGui::GetFontSize());
  if (ImGui::BeginCombo("##speed", times(hand.speed()).c_str())) {
    for (const double speed : speeds) {
      if (ImGui::Selectable(times(speed).c_str(), speed == hand.speed())) hand.set_speed(speed);
    }
    ImGui::EndCombo();
  }
  label_item("speed");
  ImGui::SameLine();
}

/// What is known, where events were lost, and the hand.
void draw_bar(sight& on) {
  auto& hand = on.watched.when();
  const double begin = on.watched.begin();
  const double length = std::max(on.watched.end() - begin, 1e-9);
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const float u = ImGui::GetFontSize();
  const ImVec2 size(std::max(4 * u, ImGui::GetContentRegionAvail().x - 11 * u), ImGui::GetFrameHeight());
  ImGui::InvisibleButton("scrub", size);
  label_item("scrub");
  if (ImGui::IsItemActive()) {
    const float part = std::clamp((ImGui::GetIO().MousePos.x - from.x) / size.x, 0.F, 1.F);
    hand.pause();
    hand.seek(begin + part * length);
  }
  auto& into = *ImGui::GetWindowDrawList();
  const auto x_of = [&](double t) {
    return from.x + size.x * static_cast<float>(std::clamp((t - begin) / length, 0.0, 1.0));
  };
  const float top = from.y + 0.35F * size.y;
  const float bottom = from.y + 0.65F * size.y;
  into.AddRectFilled({from.x, top}, {from.x + size.x, bottom}, color(meaning::raised), 4);
  into.AddRectFilled({from.x, top}, {x_of(hand.at()), bottom}, color(meaning::accepted, 0.45F), 4);
  for (std::size_t i = 0; i < on.tracks(); ++i) {
    for (const auto& gap : on.seen(i).past().gaps())
      into.AddRectFilled({x_of(gap.from), top}, {std::max(x_of(gap.to), x_of(gap.from) + 2), bottom},
                         color(meaning::failed));
  }
  into.AddCircleFilled({x_of(hand.at()), (top + bottom) / 2}, 0.45F * u, color(meaning::text));
  ImGui::SameLine();
  const double ago = on.watched.end() - hand.at();
  const std::string place =
      (ago < 1e-4 ? std::string("now") : in_words(ago) + " ago") + ", of " + in_words(length);
  ImGui::TextUnformatted(place.c_str());
}

}  // namespace

float transport_height() {
  return ImGui::GetFrameHeightWithSpacing() + scaled(6);
}

void draw_transport(sight& on) {
  draw_buttons(on);
  draw_bar(on);
}

}  // namespace millrace::viewer
