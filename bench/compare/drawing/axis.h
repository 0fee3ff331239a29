#pragma once

#include <functional>
#include <string>

#include "drawing/picture.h"
#include "drawing/scale.h"

namespace millrace::compare {

using tick_words = std::function<std::string(double)>;

/// A ruler below a picture: fine lines from `top` to `bottom`, and numbers below.
void draw_bottom_axis(picture& on, const scale& x, double top, double bottom, int about,
                      const tick_words& words, shown when = shown::always);

/// A ruler at the left: fine lines from `left` to `right`, and numbers at the left of them.
void draw_left_axis(picture& on, const scale& y, double left, double right, int about,
                    const tick_words& words, shown when = shown::always);

/// A number with as many digits as a tick needs.
std::string tick_number(double value);

}  // namespace millrace::compare
