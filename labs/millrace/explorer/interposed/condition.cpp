// Condition variables: a line of waiters. Who is woken first, and whether somebody wakes without being told,
// is for the search to choose.
#include <pthread.h>

#include "interposed/calls.h"
#include "interposed/destroyed.h"
#include "interposed/interpose.h"
#include "model/locks.h"
#include "model/mutex.h"
#include "run/story.h"

namespace millrace::explorer {
namespace {

sync_object& usable(pthread_cond_t* which, std::uintptr_t site) {
  note_use(which, site);
  if (is_destroyed(which)) misuse(site, which, "a condition variable is used after it was destroyed");
  return object_at(which);
}

/// Moves a waiter from the condition's line to the mutex: it goes on when that is free.
void wake(sync_object& condition, unsigned index) {
  task& woken = tasks[condition.queue_take(index)];
  sync_object& lock = object_at(woken.waits_with);
  lock.waiters.add(woken.slot);
  woken.notified = true;
  if (lock.owner == nullptr && lock.readers.empty()) turns.make_ready(woken.slot);
}

void queue_up(sync_object& condition, const pthread_mutex_t* mutex) {
  task& me = *current;
  me.notified = me.unasked = false;
  me.waits_with = address_of(mutex);
  condition.queue_add(me.slot);
  turns.make_unready(task_set::only(me.slot));
  if (!turns.unlikely_event(operation::wait)) return;
  me.unasked = true;
  wake(condition, condition.queued - 1);
}

}  // namespace

void make_condition(pthread_cond_t* which, std::uintptr_t site) {
  note_renewal(which, site);
  *which = pthread_cond_t{};
}

int destroy_condition(pthread_cond_t* which, std::uintptr_t site) {
  if (!in_run()) return 0;
  sync_object& condition = object_at(which);
  if (condition.queued > 0) misuse(site, which, "a condition variable is destroyed while a task waits at it");
  note_renewal(which, site);
  mark_destroyed(which);
  return 0;
}

int wait_at(pthread_cond_t* which, pthread_mutex_t* mutex, std::uintptr_t site, std::uint64_t deadline) {
  if (!in_run()) return 0;
  turns.take_turn(operation::wait, address_of(which), site, address_of(mutex));
  sync_object& condition = usable(which, site);
  sync_object& lock = object_at(mutex);
  if (lock.owner != current && checks_errors(mutex)) return EPERM;
  if (lock.owner != current) misuse(site, which, "a wait at a condition variable without its mutex locked");
  const std::uint32_t depth = lock.depth;
  lock.depth = 1;
  current->looked_since = lock.wanted_at;
  release_mutex(mutex, site);
  queue_up(condition, mutex);
  const bool in_time = turns.wait_turn(operation::wake, address_of(which), site, deadline, address_of(mutex));
  const bool notified = current->notified;
  if (story_of_run.told && !notified) story_of_run.tell_time_is_up();
  if (story_of_run.told && current->unasked) story_of_run.tell_outcome(outcome::unasked);
  if (notified && (in_time || lock.owner == nullptr)) {
    own(lock);
  } else {
    condition.queue_remove(current->slot);
    lock_exclusive(lock, site);
  }
  lock.depth = depth;
  lock.wanted_at = turns.steps();  // whoever waits again has looked again
  note_held(mutex);
  return notified ? 0 : ETIMEDOUT;
}

int notify_one(pthread_cond_t* which, std::uintptr_t site) {
  if (!in_run()) return 0;
  turns.take_turn(operation::notify_one, address_of(which), site);
  sync_object& condition = usable(which, site);
  if (condition.queued == 0) {
    condition.unheard_at = turns.steps() + 1;
    return 0;
  }
  wake(condition, turns.choose_value(operation::notify_one, condition.queued));
  turns.note_change();
  return 0;
}

int notify_all(pthread_cond_t* which, std::uintptr_t site) {
  if (!in_run()) return 0;
  turns.take_turn(operation::notify_all, address_of(which), site);
  sync_object& condition = usable(which, site);
  if (condition.queued == 0) condition.unheard_at = turns.steps() + 1;
  while (condition.queued > 0) wake(condition, 0);
  turns.note_change();
  return 0;
}

}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

int pthread_cond_init(pthread_cond_t* which, const pthread_condattr_t*) noexcept {
  make_condition(which, caller());
  return 0;
}
int pthread_cond_destroy(pthread_cond_t* which) noexcept {
  return destroy_condition(which, caller());
}

int pthread_cond_wait(pthread_cond_t* which, pthread_mutex_t* mutex) {
  return wait_at(which, mutex, caller());
}
int pthread_cond_timedwait(pthread_cond_t* which, pthread_mutex_t* mutex, const timespec* end) {
  return is_moment(end) ? wait_at(which, mutex, caller(), moment_of(*end)) : EINVAL;
}
int pthread_cond_clockwait(pthread_cond_t* which, pthread_mutex_t* mutex, clockid_t clock,
                           const timespec* end) {
  return is_moment_on(clock, end) ? wait_at(which, mutex, caller(), moment_of(*end)) : EINVAL;
}

int pthread_cond_signal(pthread_cond_t* which) noexcept {
  return notify_one(which, caller());
}
int pthread_cond_broadcast(pthread_cond_t* which) noexcept {
  return notify_all(which, caller());
}

}  // extern "C"
