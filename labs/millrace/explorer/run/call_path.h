#pragma once

#include <cstdint>

#include "model/task.h"

namespace millrace::explorer {

/// A number for the calls that led here, by frame pointers: the same for each round of a loop, another for
/// another call of the same function. Not for reports.
std::uint64_t call_path();

/// The return addresses of the running task's calls, innermost first, from `site` on: so without those of the
/// runtime. Exact and slow: by unwind tables. Returns how many.
unsigned unwind(std::uintptr_t site, std::uintptr_t* into, unsigned most);

/// Where the program's own part of the stack of a task ends that waits for its turn; a lower address if that
/// cannot be told.
std::uintptr_t program_stack_of(const task& waiting);

}  // namespace millrace::explorer
