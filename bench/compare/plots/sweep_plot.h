#pragma once

#include "drawing/picture.h"
#include "model/comparison.h"
#include "model/sweep.h"

namespace millrace::compare {

/// A line a candidate over the number that is swept, with the medians' intervals as a band; relative: each
/// over the first candidate's median at the same place.
picture draw_sweep(const comparison& all, const sweep& over, bool relative);

}  // namespace millrace::compare
