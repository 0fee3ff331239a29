#include "plots/value_axis.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace millrace::compare {
namespace {

interval range_of(const compared_row& row) {
  interval range{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
  for (const auto& cell : row.cells) {
    for (const double value : cell.samples) range = {std::min(range.low, value), std::max(range.high, value)};
  }
  const double room = (range.high - range.low) * 0.06;
  return {range.low - room, range.high + room};
}

}  // namespace

value_axis::value_axis(const comparison& all, const compared_row& row, double begin, double end)
    : of_(all.of),
      place_(scale::kind::linear, range_of(row).low, range_of(row).high, begin, end),
      shown_in_(unit_for(all.of, place_.high())) {
  if (row.cells[0].middle && *row.cells[0].middle > 0) first_median_ = row.cells[0].middle;
}

void value_axis::draw(picture& on, double top, double bottom) const {
  constexpr int about = 5;
  const auto drawn_in = [&](double size, shown when, const tick_words& words) {
    draw_bottom_axis(
        on,
        scale(scale::kind::linear, place_.low() / size, place_.high() / size, place_.begin(), place_.end()),
        top, bottom, about, words, when);
  };
  const bool relative = first_median_.has_value();
  drawn_in(shown_in_.size, relative ? shown::absolute : shown::always, tick_number);
  on.text(place_.end(), bottom + 27, anchor::end, shown_in_.name,
          {paint::faint, nobody, "", false, relative ? shown::absolute : shown::always});
  if (!relative) return;
  drawn_in(*first_median_, shown::relative,
           [](double share) { return fmt::format("{:.4g} %", share * 100); });
  on.text(place_.end(), bottom + 27, anchor::end, "of the first median",
          {paint::faint, nobody, "", false, shown::relative});
}

}  // namespace millrace::compare
