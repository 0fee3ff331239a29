#pragma once

#include "model/comparison.h"

namespace millrace::compare {

enum class row_order { file, effect, name };

/// Largest factor first (verdicts before rows without one), or by name; as in the file needs nothing.
void sort_rows(comparison& all, row_order by);

}  // namespace millrace::compare
