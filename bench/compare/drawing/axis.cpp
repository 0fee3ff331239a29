#include "drawing/axis.h"

#include <fmt/format.h>

namespace millrace::compare {

void draw_bottom_axis(picture& on, const scale& x, double top, double bottom, int about,
                      const tick_words& words, shown when) {
  for (const double tick : x.ticks(about)) {
    on.line(x(tick), top, x(tick), bottom, {paint::rule, nobody, "", false, when});
    on.text(x(tick), bottom + 14, anchor::middle, words(tick), {paint::faint, nobody, "", false, when});
  }
}

void draw_left_axis(picture& on, const scale& y, double left, double right, int about,
                    const tick_words& words, shown when) {
  for (const double tick : y.ticks(about)) {
    on.line(left, y(tick), right, y(tick), {paint::rule, nobody, "", false, when});
    on.text(left - 6, y(tick) + 4, anchor::end, words(tick), {paint::faint, nobody, "", false, when});
  }
}

std::string tick_number(double value) {
  return fmt::format("{:.6g}", value);
}

}  // namespace millrace::compare
