#include "plots/distribution.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "plots/value_axis.h"

namespace millrace::compare {
namespace {

constexpr double width = 380;
constexpr double left = 12;
constexpr double right = width - 12;

std::vector<double> sorted(std::vector<double> values) {
  std::ranges::sort(values);
  return values;
}

double lane_height(const comparison& all) {
  return all.candidates.size() > 4 ? 34 : 46;
}

/// At most so many dots of a sample, evenly over its ranks.
std::vector<double> shown_of(const std::vector<double>& ordered) {
  constexpr std::size_t most = 300;
  if (ordered.size() <= most) return ordered;
  std::vector<double> some;
  for (std::size_t i = 0; i < most; ++i) some.push_back(ordered[i * (ordered.size() - 1) / (most - 1)]);
  return some;
}

void draw_box(picture& on, const value_axis& x, const std::vector<double>& ordered, double y,
              std::size_t candidate, const std::string& tip) {
  const double low = quantile_of_sorted(ordered, 0.25);
  const double high = quantile_of_sorted(ordered, 0.75);
  const double reach = 1.5 * (high - low);
  const auto first = *std::ranges::lower_bound(ordered, low - reach);
  const auto last = *(std::ranges::upper_bound(ordered, high + reach) - 1);
  on.line(x(first), y, x(last), y, {paint::line, candidate, ""});
  on.rectangle(x(low), y - 6, std::max(1.0, x(high) - x(low)), 12, {paint::box, candidate, tip});
}

void draw_lane(picture& on, const value_axis& x, const std::string& name, const measurement& cell, double top,
               double height, std::size_t candidate) {
  on.text(left, top + 10, anchor::start, name, {paint::strong});
  if (cell.samples.empty()) {
    on.text(left, top + 26, anchor::start, cell.missing.empty() ? "no repetitions" : cell.missing,
            {paint::faint});
    return;
  }
  const auto ordered = sorted(cell.samples);
  const auto shown = shown_of(ordered);
  const double dots_at = top + height * 0.45;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    // Spread by a sequence that never clusters: multiples of the golden ratio.
    const double turn = std::fmod(static_cast<double>(i) * std::numbers::phi, 1.0) - 0.5;
    on.circle(x(shown[i]), dots_at + turn * height * 0.28, 2.6,
              {paint::dot, candidate, name + ": " + x.words(shown[i])});
  }
  const double box_at = top + height * 0.83;
  auto tip = fmt::format("{}: median {}, {} repetitions", name, x.words(*cell.middle), cell.samples.size());
  if (cell.confidence)
    tip += fmt::format(", 95 % interval {} .. {}", x.words(cell.confidence->low),
                       x.words(cell.confidence->high));
  draw_box(on, x, ordered, box_at, candidate, tip);
  if (cell.confidence)
    on.line(x(cell.confidence->low), box_at, x(cell.confidence->high), box_at,
            {paint::thick, candidate, tip});
  on.circle(x(*cell.middle), box_at, 3.6, {paint::hollow, candidate, tip});
}

points steps(const value_axis& x, const scale& y, const std::vector<double>& ordered) {
  points along = {{x.place().begin(), y(0)}};
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    along.emplace_back(x(ordered[i]), along.back().second);
    along.emplace_back(x(ordered[i]), y(static_cast<double>(i + 1) / static_cast<double>(ordered.size())));
  }
  along.emplace_back(x.place().end(), y(1));
  return along;
}

double bandwidth(const std::vector<double>& ordered, double range) {
  const auto count = static_cast<double>(ordered.size());
  double sum = 0;
  double squares = 0;
  for (const double value : ordered) sum += value;
  for (const double value : ordered) squares += (value - sum / count) * (value - sum / count);
  const double deviation = std::sqrt(squares / std::max(1.0, count - 1));
  const double quartiles = (quantile_of_sorted(ordered, 0.75) - quantile_of_sorted(ordered, 0.25)) / 1.34;
  const double scatter = quartiles > 0 ? std::min(deviation, quartiles) : deviation;
  // Values that hardly scatter would be a needle that nobody sees.
  return std::max(0.9 * scatter * std::pow(count, -0.2), range / 200);
}

std::vector<double> kernel_density(const scale& over, const std::vector<double>& ordered) {
  constexpr int places = 160;
  const double width_ = bandwidth(ordered, over.high() - over.low());
  std::vector<double> heights;
  for (int i = 0; i <= places; ++i) {
    const double at = over.low() + (over.high() - over.low()) * i / places;
    double height = 0;
    for (const double value : ordered) height += std::exp(-0.5 * std::pow((at - value) / width_, 2));
    heights.push_back(height / (width_ * static_cast<double>(ordered.size())));
  }
  return heights;
}

void legend(picture& on, const comparison& all, double y) {
  double x = left;
  for (std::size_t i = 0; i < all.candidates.size() && x < right - 40; ++i) {
    const auto name = all.candidates[i].substr(0, 24);
    on.rectangle(x, y - 8, 9, 9, {paint::mark, i, ""});
    on.text(x + 13, y, anchor::start, name, {paint::text});
    x += 26 + 6.2 * static_cast<double>(name.size());
  }
}

}  // namespace

bool has_distribution(const compared_row& row) {
  return std::ranges::any_of(row.cells, [](const auto& cell) { return cell.samples.size() > 1; });
}

picture draw_dots(const comparison& all, const compared_row& row) {
  const double lane = lane_height(all);
  const double bottom = 8 + lane * static_cast<double>(all.candidates.size());
  picture on(width, bottom + 34, row.name + ": every repetition, and the median");
  const value_axis x(all, row, left, right);
  x.draw(on, 4, bottom);
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    draw_lane(on, x, all.candidates[i], row.cells[i], 6 + lane * static_cast<double>(i), lane - 4, i);
  return on;
}

picture draw_ecdf(const comparison& all, const compared_row& row) {
  constexpr double bottom = 150;
  picture on(width, bottom + 34, row.name + ": the share of repetitions up to each value");
  const value_axis x(all, row, left + 34, right);
  const scale y(scale::kind::linear, 0, 1, bottom, 26);
  legend(on, all, 14);
  x.draw(on, 24, bottom);
  draw_left_axis(on, y, left + 34, right, 4,
                 [](double share) { return fmt::format("{:.0f} %", share * 100); });
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (row.cells[i].samples.empty()) continue;
    on.path(steps(x, y, sorted(row.cells[i].samples)), {paint::line, i, all.candidates[i]});
  }
  return on;
}

picture draw_density(const comparison& all, const compared_row& row) {
  constexpr double bottom = 150;
  picture on(width, bottom + 34, row.name + ": how the repetitions are distributed");
  const value_axis x(all, row, left, right);
  legend(on, all, 14);
  x.draw(on, 24, bottom);
  std::vector<std::vector<double>> heights;
  double highest = 0;
  for (const auto& cell : row.cells) {
    auto& mine = heights.emplace_back();
    if (cell.samples.size() > 1) mine = kernel_density(x.place(), sorted(cell.samples));
    for (const double height : mine) highest = std::max(highest, height);
  }
  const scale y(scale::kind::linear, 0, highest > 0 ? highest : 1, bottom - 6, 28);
  for (std::size_t i = 0; i < heights.size(); ++i) {
    points outline;
    const double step = (right - left) / std::max<double>(1, static_cast<double>(heights[i].size()) - 1);
    for (const double height : heights[i])
      outline.emplace_back(left + step * static_cast<double>(outline.size()), y(height));
    if (outline.empty()) continue;
    on.path(outline, {paint::line, i, all.candidates[i]});
    outline.emplace_back(right, y(0));
    outline.emplace_back(left, y(0));
    on.path(outline, {paint::area, i, all.candidates[i]});
    for (const double value : row.cells[i].samples)
      on.line(x(value), bottom - 5, x(value), bottom, {paint::line, i, "", true});
  }
  return on;
}

}  // namespace millrace::compare
