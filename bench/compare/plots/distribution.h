#pragma once

#include "drawing/picture.h"
#include "model/comparison.h"

namespace millrace::compare {

/// Whether a row has repetitions to show.
bool has_distribution(const compared_row& row);

/// Every repetition as a dot, and the box of quartiles with the median and its interval beside.
picture draw_dots(const comparison& all, const compared_row& row);

/// The share of repetitions that were at most so large: two that lie apart over their whole length differ.
picture draw_ecdf(const comparison& all, const compared_row& row);

/// How values are distributed, over each other: a Gaussian kernel with Silverman's bandwidth.
picture draw_density(const comparison& all, const compared_row& row);

}  // namespace millrace::compare
