#pragma once

#include <cstdint>

#include "model/objects.h"

namespace millrace::explorer {

/// The rules of locks, whoever offers them: mutexes, spin locks, reader-writer locks. Deadlines are in
/// virtual time.

/// Waits until it is free, and holds it. False when the deadline passed first.
bool lock_exclusive(sync_object& lock, std::uintptr_t site, std::uint64_t deadline = never);
bool try_lock_exclusive(sync_object& lock, std::uintptr_t site);
void unlock_exclusive(sync_object& lock);

bool lock_shared(sync_object& lock, std::uintptr_t site, std::uint64_t deadline = never);
bool try_lock_shared(sync_object& lock, std::uintptr_t site);
void unlock_shared(sync_object& lock);

/// For those that were woken while waiting for something else: the lock is free, and they are chosen.
void own(sync_object& lock);

}  // namespace millrace::explorer
