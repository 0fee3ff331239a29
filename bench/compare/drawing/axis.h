#pragma once

#include <functional>
#include <string>

#include "drawing/scale.h"
#include "drawing/svg.h"

namespace millrace::compare {

using tick_words = std::function<std::string(double)>;

/// A ruler below a picture: fine lines from `top` to `bottom`, and numbers below.
void draw_bottom_axis(svg& on, const scale& x, double top, double bottom, int about, const tick_words& words,
                      const std::string& classes = "");

/// A ruler at the left: fine lines from `left` to `right`, and numbers at the left of them.
void draw_left_axis(svg& on, const scale& y, double left, double right, int about, const tick_words& words,
                    const std::string& classes = "");

/// A number with as many digits as a tick needs.
std::string tick_number(double value);

}  // namespace millrace::compare
