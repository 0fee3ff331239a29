#pragma once

#include "drawing/picture.h"
#include "drawing/scale.h"
#include "model/comparison.h"

namespace millrace::compare {

/// The ratio axis that all rows of a forest share: logarithmic, so that twice and half lie equally far from
/// one.
scale forest_scale(const comparison& all, double begin, double end);

/// The ratios of one row with their intervals, a line a candidate; without words.
picture draw_ratios(const comparison& all, const compared_row& row);

/// The numbers above those.
picture draw_ratio_axis(const comparison& all);

/// All rows below each other, with their names and an axis: a picture of its own.
picture draw_forest(const comparison& all);

}  // namespace millrace::compare
