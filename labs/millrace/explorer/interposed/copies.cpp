// memcpy and its kin: the program's structures and strings are copied here, and can race here.
#include "interposed/copies.h"

#include <cstddef>

#include "interposed/interpose.h"
#include "memory/bytes.h"

using namespace millrace::explorer;

namespace {

void move_bytes(char* to, const char* from, std::size_t count) {
  if (to <= from || to >= from + count) {
    copy_bytes(to, from, count);
    return;
  }
  while (count > 0) {
    --count;
    to[count] = from[count];
  }
}

void* copy(void* to, const void* from, std::size_t count, std::uintptr_t site) {
  access_from_outside(from, count, false, site);
  access_from_outside(to, count, true, site);
  move_bytes(static_cast<char*>(to), static_cast<const char*>(from), count);
  return to;
}

void* fill(void* to, int value, std::size_t count, std::uintptr_t site) {
  access_from_outside(to, count, true, site);
  fill_bytes(to, static_cast<unsigned char>(value), count);
  return to;
}

}  // namespace

extern "C" {

void* memcpy(void* to, const void* from, std::size_t count) noexcept {
  return copy(to, from, count, caller());
}
void* memmove(void* to, const void* from, std::size_t count) noexcept {
  return copy(to, from, count, caller());
}
void* memset(void* to, int value, std::size_t count) noexcept {
  return fill(to, value, count, caller());
}
void* __tsan_memcpy(void* to, const void* from, std::size_t count) {
  return copy(to, from, count, caller());
}
void* __tsan_memmove(void* to, const void* from, std::size_t count) {
  return copy(to, from, count, caller());
}
void* __tsan_memset(void* to, int value, std::size_t count) {
  return fill(to, value, count, caller());
}

}  // extern "C"
