#pragma once

#include <cstdint>

namespace millrace::explorer {

/// The program enters and leaves a function, told by a place in it.
void note_entry(std::uintptr_t site);
void note_exit(std::uintptr_t site);

}  // namespace millrace::explorer
