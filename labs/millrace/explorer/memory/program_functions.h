#pragma once

#include <cstdint>

#include "memory/loaded_objects.h"

namespace millrace::explorer {

/// Where the functions of the executable lie whose mangled names have that part: as far as its symbol table
/// tells, and as many as there is room for. Returns how many.
std::size_t find_functions(const loaded_objects& loaded, const char* part, address_range* into,
                           std::size_t most);

}  // namespace millrace::explorer
