#pragma once

#include <cstdint>

#include <millrace/probe/segment.h>

namespace millrace::probe {

/// The calling thread waits for a lock or the like, in the call that returns to `code`; the thread `holder`
/// has it. Nothing is said when the thread is known to wait already: the toolkit's own words are better.
void waits_for_lock(lock_wait how, const void* lock, std::int32_t holder, const void* code) noexcept;
/// It waits no more; how long it did is added to what is known of that place.
void has_lock() noexcept;

/// True. Whoever calls it makes the linker take interposed/, which stands in for the functions that wait.
bool sees_lock_waits() noexcept;

}  // namespace millrace::probe
