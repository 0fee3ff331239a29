#pragma once

#include <array>
#include <cstdint>

#include <millrace/probe/segment.h>

namespace millrace::probe {

/// Return addresses, innermost first; zeros behind the last.
using code_list = std::array<std::uint64_t, path_frames>;

/// The calls around the one that returns to `code`, found by the unwinder: about a microsecond, so for slow
/// paths only. Never allocates and takes no lock.
code_list calls_around(const void* code) noexcept;

void store_path(call_path& into, const code_list& codes) noexcept;
code_list loaded_path(const call_path& from) noexcept;

/// Never 0. Equal paths have equal keys.
std::uint64_t key_of(const code_list& codes) noexcept;
/// Likewise, of two addresses in this order.
std::uint64_t key_of(const void* first, const void* second) noexcept;

}  // namespace millrace::probe
