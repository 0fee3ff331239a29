#pragma once

#include <functional>
#include <vector>

#include "row.h"

namespace millrace::bench {

/// Runs each lane on a thread of its own and says how long it took from when all threads were there until the
/// last lane was done.
span run_together(const std::vector<std::function<void()>>& lanes);

}  // namespace millrace::bench
