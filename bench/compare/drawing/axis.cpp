#include "drawing/axis.h"

#include <fmt/format.h>

namespace millrace::compare {

void draw_bottom_axis(svg& on, const scale& x, double top, double bottom, int about, const tick_words& words,
                      const std::string& classes) {
  for (const double tick : x.ticks(about)) {
    on.line(x(tick), top, x(tick), bottom, {"rule " + classes, ""});
    on.text(x(tick), bottom + 14, "middle", words(tick), {"faint " + classes, ""});
  }
}

void draw_left_axis(svg& on, const scale& y, double left, double right, int about, const tick_words& words,
                    const std::string& classes) {
  for (const double tick : y.ticks(about)) {
    on.line(left, y(tick), right, y(tick), {"rule " + classes, ""});
    on.text(left - 6, y(tick) + 4, "end", words(tick), {"faint " + classes, ""});
  }
}

std::string tick_number(double value) {
  return fmt::format("{:.6g}", value);
}

}  // namespace millrace::compare
