#pragma once

#include "drawing/picture.h"
#include "history/trend.h"

namespace millrace::compare {

/// A row over its kept runs, evenly spaced and named by their commits: every repetition, the medians as a
/// line, their intervals as a band. Runs on a noisy machine are hollow.
picture draw_trend(const trend& over);

}  // namespace millrace::compare
