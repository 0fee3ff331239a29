#pragma once

#include <cstdint>

#include <millrace/probe/thread_slot.h>

namespace millrace::probe {

/// How a lock was taken. One that was only tried can't be the one that completes a deadlock.
enum class taken_by : bool { lock, try_lock };

inline std::uint64_t address_of(const void* lock) noexcept {
  return reinterpret_cast<std::uintptr_t>(lock);
}

/// What the calling thread holds, or null when nothing is published.
inline held_locks* own_locks() noexcept {
  segment* here = own_segment();
  const int slot = here ? this_task() : -1;
  return slot < 0 ? nullptr : &here->held[static_cast<std::size_t>(slot)];
}

/// The less usual ways of what follows.
void took_another_lock(held_locks& held, const void* lock, const void* code, taken_by how) noexcept;
void let_go_below_others(held_locks& held, const void* lock) noexcept;

/// The calling thread holds a lock, by the call that returns to `code`. It stands in the task's `held` until
/// it is let go; taken while others are held, it makes pairs with them. A lock taken once more makes none.
inline void took_lock(const void* lock, const void* code, taken_by how) noexcept {
  held_locks* held = own_locks();
  if (!held) return;
  if (held->depth.load(relaxed) > 0) return took_another_lock(*held, lock, code, how);
  held->locks[0].address.store(address_of(lock), relaxed);
  held->locks[0].code.store(address_of(code), relaxed);
  held->depth.store(1, std::memory_order_release);
}

inline void let_go(const void* lock) noexcept {
  held_locks* held = own_locks();
  const auto depth = held ? held->depth.load(relaxed) : 0;
  if (depth == 0) return;
  if (depth > most_held || held->locks[depth - 1].address.load(relaxed) != address_of(lock))
    return let_go_below_others(*held, lock);
  held->depth.store(depth - 1, relaxed);
}

}  // namespace millrace::probe
