#pragma once

#include "run/options.h"
#include "run/program.h"

namespace millrace::explorer {

/// Explores in this process, which is for nothing else from then on, writes the result, and returns the exit
/// code: 0 nothing found, 1 something is.
int explore(const program_entry& what, const options& how);

}  // namespace millrace::explorer
