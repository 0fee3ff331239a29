#include "plots/sweep_plot.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "drawing/axis.h"

namespace millrace::compare {
namespace {

constexpr double width = 580;
constexpr double left = 64;
constexpr double right = width - 16;
constexpr double top = 40;
constexpr double bottom = 240;

struct place {
  double at = 0;
  double middle = 0;
  interval band;
  std::string tip;
};

/// One candidate's values over the sweep, relative to the first candidate's if asked for.
std::vector<place> line_of(const comparison& all, const sweep& over, std::size_t candidate, bool relative) {
  std::vector<place> line;
  for (const auto& point : over.points) {
    const auto& row = all.rows[point.row];
    const auto& cell = row.cells[candidate];
    const auto& first = row.cells[0].middle;
    if (!cell.middle || (relative && (!first || !(*first > 0)))) continue;
    const double by = relative ? 1 / *first : 1;
    const auto band = cell.confidence.value_or(interval{*cell.middle, *cell.middle});
    line.push_back(
        {point.at,
         *cell.middle * by,
         {band.low * by, band.high * by},
         fmt::format("{}: {} at {:.6g}{}", all.candidates[candidate], quantity(all.of, *cell.middle),
                     point.at, over.axis.empty() ? "" : ' ' + over.axis)});
  }
  return line;
}

scale vertical(const std::vector<std::vector<place>>& lines) {
  interval range{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
  for (const auto& line : lines) {
    for (const auto& each : line)
      range = {std::min(range.low, each.band.low), std::max(range.high, each.band.high)};
  }
  const bool wide = range.low > 0 && range.high / range.low > 20;
  if (wide) return {scale::kind::logarithmic, range.low / 1.2, range.high * 1.2, bottom, top};
  return {scale::kind::linear, std::min(0.0, range.low), range.high * 1.06, bottom, top};
}

scale horizontal(const sweep& over) {
  const double low = over.points.front().at;
  const double high = over.points.back().at;
  const bool wide = low > 0 && high / low >= 8;
  return {wide ? scale::kind::logarithmic : scale::kind::linear, low, high, left + 10, right - 10};
}

void draw_line(picture& on, const scale& x, const scale& y, const std::vector<place>& line,
               std::size_t candidate) {
  points middles;
  points band;
  for (const auto& each : line) {
    middles.emplace_back(x(each.at), y(each.middle));
    band.emplace_back(x(each.at), y(each.band.high));
  }
  for (auto each = line.rbegin(); each != line.rend(); ++each)
    band.emplace_back(x(each->at), y(each->band.low));
  on.path(band, {paint::area, candidate, ""});
  on.path(middles, {paint::line, candidate, ""});
  for (const auto& each : line)
    on.circle(x(each.at), y(each.middle), 3.4, {paint::mark, candidate, each.tip});
}

}  // namespace

picture draw_sweep(const comparison& all, const sweep& over, bool relative) {
  picture on(width, bottom + 44, over.name + ": " + all.of.name + " as the number grows");
  std::vector<std::vector<place>> lines;
  for (std::size_t i = 0; i < all.candidates.size(); ++i) lines.push_back(line_of(all, over, i, relative));
  if (std::ranges::all_of(lines, [](const auto& line) { return line.empty(); })) return on;
  const auto x = horizontal(over);
  const auto y = vertical(lines);
  // The values that were measured, as long as they find room, say more than round ones.
  double last = left - 40;
  for (const auto& point : over.points) {
    if (x(point.at) - last < 34) continue;
    last = x(point.at);
    on.line(last, top, last, bottom, {paint::rule});
    on.text(last, bottom + 15, anchor::middle, tick_number(point.at), {paint::faint});
  }
  draw_left_axis(on, y, left, right, 5, [&](double value) {
    if (relative) return fmt::format("x{:.4g}", value);
    const auto shown_in = unit_for(all.of, value);
    return fmt::format("{:.4g} {}", value / shown_in.size, value == 0 ? "" : shown_in.name);
  });
  on.text(right, bottom + 32, anchor::end, over.axis, {paint::faint});
  double at = left;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto name = all.candidates[i].substr(0, 28);
    on.rectangle(at, 12, 10, 10, {paint::mark, i, ""});
    on.text(at + 14, 21, anchor::start, name, {paint::text});
    at += 30 + 6.4 * static_cast<double>(name.size());
    draw_line(on, x, y, lines[i], i);
  }
  return on;
}

}  // namespace millrace::compare
