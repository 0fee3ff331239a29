#pragma once

#include <cstddef>
#include <cstdint>

namespace millrace::explorer {

/// An access that the compiler did not announce: a library's, on the program's behalf.
void access_from_outside(const volatile void* object, std::size_t size, bool write, std::uintptr_t site);

}  // namespace millrace::explorer
