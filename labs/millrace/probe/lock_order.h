#pragma once

namespace millrace::probe {

/// How a lock was taken. One that was only tried can't be the one that completes a deadlock.
enum class taken_by : bool { lock, try_lock };

/// The calling thread holds a lock, by the call that returns to `code`. It stands in the task's `held` until
/// it is let go; taken while others are held, it makes pairs with them. A lock taken once more makes none.
void took_lock(const void* lock, const void* code, taken_by how) noexcept;
void let_go(const void* lock) noexcept;

}  // namespace millrace::probe
