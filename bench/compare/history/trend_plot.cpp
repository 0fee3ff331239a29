#include "history/trend_plot.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "drawing/axis.h"
#include "model/wording.h"

namespace millrace::compare {
namespace {

constexpr double width = 860;
constexpr double left = 76;
constexpr double right = width - 16;
constexpr double top = 16;
constexpr double bottom = 190;

scale vertical(const trend& over) {
  interval range{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
  for (const auto& step : over.steps) {
    for (const double value : step.point.samples)
      range = {std::min(range.low, value), std::max(range.high, value)};
  }
  const double room = (range.high - range.low) * 0.08;
  return {scale::kind::linear, range.low - room, range.high + room, bottom, top};
}

std::string tip_of(const trend& over, const trend::step& step) {
  auto tip = fmt::format("{}: {}, {} repetitions",
                         step.point.from.commit.empty() ? "no commit" : step.point.from.commit,
                         middle(over.of, step.seen), step.seen.samples.size());
  if (step.against_before) tip += ", " + change(*step.against_before) + ' ' + verdict(*step.against_before);
  if (!step.point.noise.empty()) tip += "; noisy: " + step.point.noise;
  return tip;
}

}  // namespace

picture draw_trend(const trend& over) {
  picture on(width, bottom + 34, over.row + " of " + over.candidate + " over its kept runs");
  const auto y = vertical(over);
  const scale x(scale::kind::linear, 0, static_cast<double>(std::max<std::size_t>(2, over.steps.size()) - 1),
                left + 16, right - 16);
  const auto shown_in = unit_for(over.of, y.high());
  draw_left_axis(on, y, left, right, 4, [&](double value) {
    return fmt::format("{:.6g} {}", value / shown_in.size, shown_in.name);
  });
  points middles;
  points band;
  for (std::size_t i = 0; i < over.steps.size(); ++i) {
    const auto& seen = over.steps[i].seen;
    middles.emplace_back(x(static_cast<double>(i)), y(*seen.middle));
    band.emplace_back(middles.back().first, y(seen.confidence ? seen.confidence->high : *seen.middle));
  }
  for (std::size_t i = over.steps.size(); i-- > 0;) {
    const auto& seen = over.steps[i].seen;
    band.emplace_back(middles[i].first, y(seen.confidence ? seen.confidence->low : *seen.middle));
  }
  on.path(band, {paint::area, 0});
  on.path(middles, {paint::line, 0});
  double last_label = left - 100;
  for (std::size_t i = 0; i < over.steps.size(); ++i) {
    const auto& step = over.steps[i];
    for (const double value : step.seen.samples) on.circle(middles[i].first, y(value), 1.8, {paint::dot, 0});
    on.circle(middles[i].first, middles[i].second, 4.5,
              {step.point.noise.empty() ? paint::mark : paint::hollow, 0, tip_of(over, step)});
    if (middles[i].first - last_label < 84) continue;
    last_label = middles[i].first;
    on.text(last_label, bottom + 18, anchor::middle, step.point.from.commit.substr(0, 12), {paint::faint});
  }
  return on;
}

}  // namespace millrace::compare
