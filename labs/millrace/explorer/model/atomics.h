#pragma once

#include <cstdint>

namespace millrace::explorer {

/// Memory orders, as the compiler passes them.
enum memory_order : int { relaxed, consume, acquire, release, acquire_release, sequential };

constexpr bool acquires(int order) {
  return order != relaxed && order != release;
}
constexpr bool releases(int order) {
  return order >= release;
}

/// What an atomic operation with that order tells of other tasks' pasts. Values are sequentially consistent
/// whatever the order; but only what was declared orders plain accesses.
void synchronise_load(std::uintptr_t address, int order);
void synchronise_store(std::uintptr_t address, int order);
void synchronise_update(std::uintptr_t address, int order);
void synchronise_fence(int order);

/// What the C++ library does at a thread's end it makes known by atomics of its own, which are not seen:
/// whoever acquires from then on has heard of it.
void release_to_library();
void forget_library();

}  // namespace millrace::explorer
