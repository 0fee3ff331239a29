#pragma once

#include <cstddef>
#include <type_traits>

namespace millrace::explorer {

/// memcpy and memset that are nobody's but ours: the program's own are interposed and look for races.
inline void copy_bytes(void* to, const void* from, std::size_t count) {
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
}

inline void fill_bytes(void* to, unsigned char value, std::size_t count) {
  asm volatile("rep stosb" : "+D"(to), "+c"(count) : "a"(value) : "memory");
}

/// The same for a whole object: a compiler copies a large one by a call of memcpy.
template <class Object>
void copy_object(Object& to, const Object& from) {
  static_assert(std::is_trivially_copyable_v<Object>);
  copy_bytes(&to, &from, sizeof(Object));
}

inline bool equal_bytes(const void* left, const void* right, std::size_t count) {
  const auto* a = static_cast<const unsigned char*>(left);
  const auto* b = static_cast<const unsigned char*>(right);
  for (std::size_t i = 0; i < count; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

}  // namespace millrace::explorer
