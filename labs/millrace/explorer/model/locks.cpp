#include "model/locks.h"

#include "run/call_path.h"
#include "run/scheduler.h"
#include "run/starvation.h"
#include "run/story.h"

namespace millrace::explorer {
namespace {

bool is_free(const sync_object& lock) {
  return lock.owner == nullptr && lock.readers.empty();
}

bool is_open_to_readers(const sync_object& lock) {
  return lock.owner == nullptr && !(lock.prefers_writers && !lock.waiters.empty());
}

/// A lock that is taken again and again, with nothing written between, is how a loop waits for a flag.
void note_taken(const sync_object& lock, std::uint64_t value) {
  turns.note_reading(call_path(), lock.address, value);
}

void let_waiters_try(sync_object& lock) {
  if (lock.owner != nullptr) return;
  if (is_open_to_readers(lock)) turns.make_ready(lock.shared_waiters);
  if (!lock.readers.empty()) return;
  turns.make_ready(lock.waiters);
  lock.passed_over = 0;
}

void share(sync_object& lock) {
  if (!lock.readers.empty() && !lock.waiters.empty()) note_passed_over(lock);
  std::uint8_t& times = lock.times_shared[current->slot];
  times = lock.readers.has(current->slot) ? static_cast<std::uint8_t>(times + 1) : 1;
  lock.readers.add(current->slot);
  turns.make_unready(lock.waiters);
  acquire_from(lock.clock);
}

void note_release() {
  if ((current->wrote & wrote_since_change) != 0) turns.note_change();
}

}  // namespace

void own(sync_object& lock) {
  lock.waiters.remove(current->slot);
  lock.owner = current;
  lock.depth = 1;
  turns.make_unready(lock.waiters | lock.shared_waiters);
  acquire_from(lock.clock);
  acquire_from(lock.shared_clock);
}

bool lock_exclusive(sync_object& lock, std::uintptr_t site, std::uint64_t deadline) {
  const std::uint64_t came = turns.steps();
  if (lock.prefers_writers) {
    // To come and stand in line is a step of its own, for it keeps readers out.
    turns.take_turn(operation::try_lock, lock.address, site);
    if (is_free(lock)) {
      own(lock);
      lock.wanted_at = came;
      return true;
    }
    if (story_of_run.told) story_of_run.tell_outcome(outcome::refused);
    turns.make_unready(lock.shared_waiters);
  }
  lock.waiters.add(current->slot);
  if (!is_free(lock)) turns.make_unready(task_set::only(current->slot));
  const bool in_time = turns.wait_turn(operation::lock, lock.address, site, deadline);
  if (!in_time && !is_free(lock)) {
    if (story_of_run.told) story_of_run.tell_time_is_up();
    lock.waiters.remove(current->slot);
    let_waiters_try(lock);
    return false;
  }
  own(lock);
  lock.wanted_at = came;
  note_taken(lock, 0);
  return true;
}

bool try_lock_exclusive(sync_object& lock, std::uintptr_t site) {
  const std::uint64_t came = turns.steps();
  turns.take_turn(operation::try_lock, lock.address, site);
  const bool free = is_free(lock);
  if (free) {
    own(lock);
    lock.wanted_at = came;
  }
  if (!free && story_of_run.told) story_of_run.tell_outcome(outcome::refused);
  note_taken(lock, free ? 0 : 1);
  return free;
}

void unlock_exclusive(sync_object& lock) {
  lock.owner = nullptr;
  lock.depth = 0;
  lock.clock.assign(current->clock);
  advance_clock();
  let_waiters_try(lock);
  note_release();
}

bool lock_shared(sync_object& lock, std::uintptr_t site, std::uint64_t deadline) {
  lock.shared_waiters.add(current->slot);
  if (!is_open_to_readers(lock)) turns.make_unready(task_set::only(current->slot));
  const bool in_time = turns.wait_turn(operation::lock_shared, lock.address, site, deadline);
  lock.shared_waiters.remove(current->slot);
  if (!in_time && !is_open_to_readers(lock)) {
    if (story_of_run.told) story_of_run.tell_time_is_up();
    return false;
  }
  share(lock);
  note_taken(lock, 0);
  return true;
}

bool try_lock_shared(sync_object& lock, std::uintptr_t site) {
  turns.take_turn(operation::try_lock, lock.address, site);
  const bool free = is_open_to_readers(lock);
  if (free) share(lock);
  if (!free && story_of_run.told) story_of_run.tell_outcome(outcome::refused);
  note_taken(lock, free ? 0 : 1);
  return free;
}

void unlock_shared(sync_object& lock) {
  if (--lock.times_shared[current->slot] > 0) return;
  lock.readers.remove(current->slot);
  release_to(lock.shared_clock);
  let_waiters_try(lock);
  note_release();
}

}  // namespace millrace::explorer
