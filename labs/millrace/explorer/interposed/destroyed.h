#pragma once

#include <cstdint>

namespace millrace::explorer {

/// That a mutex or its kin was destroyed stands in its own memory: a new one may be made there, and by a
/// static initialiser nobody hears of it.
constexpr std::uint64_t destroyed_mark = 0xdead'10cc'dead'10cc;

template <class Object>
void mark_destroyed(Object* which) {
  static_assert(sizeof(Object) >= sizeof destroyed_mark);
  *which = Object{};
  *reinterpret_cast<std::uint64_t*>(which) = destroyed_mark;
}
template <class Object>
bool is_destroyed(const Object* which) {
  return *reinterpret_cast<const std::uint64_t*>(which) == destroyed_mark;
}

}  // namespace millrace::explorer
