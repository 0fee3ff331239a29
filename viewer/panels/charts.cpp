#include "panels/charts.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "model/flow_layout.h"
#include "panels/drawing.h"

namespace millrace::viewer {
namespace {

constexpr double shown_seconds = 20;

struct line {
  const series* values;
  meaning colour;
  std::string name;
};

struct chart {
  std::string title;
  std::vector<line> lines;
  std::function<std::string(double)> says;
  std::optional<double> bound;
};

/// A number that is easy to read, not below `value`: 1, 2 or 5 times a power of ten.
double round_up(double value) {
  if (value <= 0) return 1;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 5.0, 10.0}) {
    if (value <= step * power * 1.0001) return step * power;
  }
  return 10 * power;
}

/// A line as the screen can show it: for each column of pixels the least and the most.
void draw_line(ImDrawList& into, const series& values, const box& field, double begin, double end, double top,
               ImU32 colour) {
  const auto x_of = [&](double t) {
    return field.from.x + field.width() * static_cast<float>((t - begin) / (end - begin));
  };
  const auto y_of = [&](double v) {
    return field.to.y - field.height() * static_cast<float>(std::min(v / top, 1.0));
  };
  const auto& points = values.points();
  auto next = std::ranges::lower_bound(points, begin, {}, &series::point::at);
  if (next != points.begin()) --next;
  std::vector<ImVec2> path;
  while (next != points.end() && next->at <= end) {
    const float column = std::floor(std::max(x_of(next->at), field.from.x));
    double least = next->value;
    double most = next->value;
    double last = next->value;
    for (; next != points.end() && next->at <= end &&
           std::floor(std::max(x_of(next->at), field.from.x)) == column;
         ++next) {
      least = std::min(least, next->value);
      most = std::max(most, next->value);
      last = next->value;
    }
    // A step: a value holds until the next one is known.
    if (!path.empty()) path.emplace_back(column, path.back().y);
    if (most != last) path.emplace_back(column, y_of(most));
    if (least != last) path.emplace_back(column, y_of(least));
    path.emplace_back(column, y_of(last));
  }
  if (!path.empty()) path.emplace_back(std::min(x_of(points.back().at), field.to.x), path.back().y);
  into.AddPolyline(path.data(), static_cast<int>(path.size()), colour, 0, scaled(1.6F));
}

double highest(const chart& of, double begin, double end) {
  double most = of.bound.value_or(0);
  for (const auto& each : of.lines) {
    for (const auto& point : each.values->points()) {
      if (point.at >= begin && point.at <= end) most = std::max(most, point.value);
    }
  }
  return most;
}

void draw_axes(ImDrawList& into, const chart& of, const box& field, double top) {
  const float u = ImGui::GetFontSize();
  for (const double part : {0.0, 0.5, 1.0}) {
    const float y = field.to.y - field.height() * static_cast<float>(part);
    into.AddLine({field.from.x, y}, {field.to.x, y}, color(meaning::grid));
    text_in(into, {field.to.x + 0.3F * u, y - 0.6F * u}, 5 * u, color(meaning::muted), of.says(top * part));
  }
  if (!of.bound) return;
  const float y = field.to.y - field.height() * static_cast<float>(*of.bound / top);
  for (float x = field.from.x; x < field.to.x; x += 0.9F * u)
    into.AddLine({x, y}, {std::min(x + 0.45F * u, field.to.x), y}, color(meaning::warning), 1.5F);
  text_in(into, {field.from.x + 0.3F * u, y - 1.25F * u}, 12 * u, color(meaning::warning),
          "bound " + of.says(*of.bound));
}

void draw_chart(ImDrawList& into, const chart& of, const box& room, double end, double hand) {
  const float u = ImGui::GetFontSize();
  into.AddRectFilled({room.from.x, room.from.y}, {room.to.x, room.to.y}, color(meaning::surface), scaled(8));
  text_in(into, {room.from.x + u, room.from.y + 0.6F * u}, room.width() * 0.5F, color(meaning::text),
          of.title);
  float x = room.to.x - u;
  for (auto each = of.lines.rbegin(); each != of.lines.rend(); ++each) {
    const std::string text = each->name + " " + of.says(each->values->value_at(hand));
    x -= ImGui::CalcTextSize(text.c_str()).x + 0.8F * u;
    into.AddRectFilled({x - 0.6F * u, room.from.y + 1.0F * u}, {x - 0.2F * u, room.from.y + 1.4F * u},
                       color(each->colour));
    text_in(into, {x, room.from.y + 0.6F * u}, 20 * u, color(meaning::muted), text);
    x -= 0.8F * u;
  }
  const box field{{room.from.x + u, room.from.y + 2.6F * u}, {room.to.x - 5 * u, room.to.y - 0.9F * u}};
  const double begin = end - shown_seconds;
  const double top = round_up(highest(of, begin, end) * 1.02);
  draw_axes(into, of, field, top);
  into.PushClipRect({field.from.x, field.from.y - 2}, {field.to.x, field.to.y + 2}, true);
  for (const auto& each : of.lines) draw_line(into, *each.values, field, begin, end, top, color(each.colour));
  const float hand_x = field.from.x + field.width() * static_cast<float>((hand - begin) / shown_seconds);
  into.AddLine({hand_x, field.from.y}, {hand_x, field.to.y}, color(meaning::text, 0.5F));
  into.PopClipRect();
}

/// The same number of each track.
chart compared(const sight& on, std::string title, const series& (metrics::*of)() const,
               std::function<std::string(double)> says, std::optional<double> bound = std::nullopt) {
  chart made{std::move(title), {}, std::move(says), bound};
  for (std::size_t i = 0; i < on.tracks(); ++i) {
    const auto comma = on.seen(i).name().rfind(", ");
    const auto name = comma == std::string::npos ? std::string() : on.seen(i).name().substr(comma + 2);
    made.lines.push_back({&(on.seen(i).measured().*of)(), track_meaning(on, i), name});
  }
  return made;
}

std::vector<chart> all_charts(const sight& on) {
  std::vector<chart> all;
  const auto bound = on.most_tasks ? std::optional(static_cast<double>(*on.most_tasks)) : std::nullopt;
  all.push_back(compared(on, "tasks", &metrics::tasks, in_short, bound));
  all.push_back(compared(on, "blocked tasks", &metrics::blocked, in_short));
  all.push_back(compared(on, "requests a second", &metrics::per_second, in_short));
  all.push_back(compared(on, "requests in flight", &metrics::in_flight, in_short));
  all.push_back(compared(on, "latency, p50", &metrics::p50, in_words));
  all.push_back(compared(on, "latency, p99", &metrics::p99, in_words));
  all.push_back(compared(on, "latency, p99.9", &metrics::p999, in_words));
  all.push_back(compared(on, "memory", &metrics::memory,
                         [](double bytes) { return in_short(std::round(bytes / (1 << 20))) + " MiB"; }));
  return all;
}

}  // namespace

void charts::draw(sight& on) {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::GetContentRegionAvail();
  const auto all = all_charts(on);
  const float gap = 0.6F * ImGui::GetFontSize();
  const std::size_t across = size.x > 55 * ImGui::GetFontSize() ? 2 : 1;
  const std::size_t down = (all.size() + across - 1) / across;
  const float width = (size.x - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
  const float height = std::max(7 * ImGui::GetFontSize(),
                                (size.y - gap * static_cast<float>(down - 1)) / static_cast<float>(down));
  // The hand stays inside what is shown.
  const double end = std::max(on.at(), std::min(on.watched.end(), on.at() + shown_seconds / 4));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const float x = from.x + static_cast<float>(i % across) * (width + gap);
    const float y = from.y + static_cast<float>(i / across) * (height + gap);
    draw_chart(*ImGui::GetWindowDrawList(), all[i], {{x, y}, {x + width, y + height}}, end, on.at());
  }
  ImGui::Dummy({size.x, static_cast<float>(down) * (height + gap) - gap});
}

}  // namespace millrace::viewer
