#pragma once

#include <cstdint>

namespace millrace::explorer {

/// A number for the calls that led here, by frame pointers: the same for each round of a loop, another for
/// another call of the same function. Not for reports.
std::uint64_t call_path();

/// The return addresses of the running task's calls, innermost first, from `site` on: so without those of the
/// runtime. Exact and slow: by unwind tables. Returns how many.
unsigned unwind(std::uintptr_t site, std::uintptr_t* into, unsigned most);

}  // namespace millrace::explorer
