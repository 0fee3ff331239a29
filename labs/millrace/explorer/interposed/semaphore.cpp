// POSIX semaphores and barriers. A semaphore's value stands in its own memory, where it was before main, too.
#include <pthread.h>
#include <semaphore.h>

#include <climits>

#include "interposed/destroyed.h"
#include "interposed/interpose.h"
#include "model/locks.h"
#include "run/story.h"

namespace millrace::explorer {
namespace {

unsigned& value_of(sem_t* which) {
  return *reinterpret_cast<unsigned*>(which);
}

template <class Object>
void check_still_there(const Object* which, const char* otherwise, std::uintptr_t site) {
  if (in_run() && is_destroyed(which)) misuse(site, which, otherwise);
}
void check_semaphore(const sem_t* which, std::uintptr_t site) {
  check_still_there(which, "a semaphore is used after it was destroyed", site);
}
void check_barrier(const pthread_barrier_t* which, std::uintptr_t site) {
  check_still_there(which, "a barrier is used after it was destroyed", site);
}

bool try_take(sem_t* which, sync_object& semaphore) {
  unsigned& value = value_of(which);
  if (value == 0) return false;
  if (--value == 0) turns.make_unready(semaphore.waiters);
  acquire_from(semaphore.clock);
  return true;
}

int take_until(sem_t* which, std::uintptr_t site, std::uint64_t deadline) {
  if (!in_run()) cannot_explore("the program waits at a semaphore before main");
  check_semaphore(which, site);
  sync_object& semaphore = object_at(which);
  semaphore.waiters.add(current->slot);
  if (value_of(which) == 0) turns.make_unready(task_set::only(current->slot));
  turns.wait_turn(operation::semaphore_wait, address_of(which), site, deadline);
  semaphore.waiters.remove(current->slot);
  note_use(which, site);
  check_semaphore(which, site);
  if (try_take(which, semaphore)) return 0;
  if (story_of_run.told) story_of_run.tell_time_is_up();
  errno = ETIMEDOUT;
  return -1;
}

struct barrier_memory {
  unsigned parties;
  unsigned round;
};
barrier_memory& memory_of(pthread_barrier_t* which) {
  return *reinterpret_cast<barrier_memory*>(which);
}

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

int sem_init(sem_t* which, int, unsigned value) noexcept {
  if (value > SEM_VALUE_MAX) {
    errno = EINVAL;
    return -1;
  }
  *which = sem_t{};
  value_of(which) = value;
  return 0;
}

int sem_destroy(sem_t* which) noexcept {
  if (!in_run()) return 0;
  check_semaphore(which, caller());
  if (!object_at(which).waiters.empty())
    misuse(caller(), which, "a semaphore is destroyed while a task waits at it");
  mark_destroyed(which);
  return 0;
}

int sem_wait(sem_t* which) {
  return take_until(which, caller(), never);
}
int sem_clockwait(sem_t* which, clockid_t clock, const timespec* end) {
  if (is_moment_on(clock, end)) return take_until(which, caller(), moment_of(*end));
  errno = EINVAL;
  return -1;
}
int sem_timedwait(sem_t* which, const timespec* end) {
  if (is_moment(end)) return take_until(which, caller(), moment_of(*end));
  errno = EINVAL;
  return -1;
}

int sem_trywait(sem_t* which) noexcept {
  if (in_run()) turns.take_turn(operation::semaphore_wait, address_of(which), caller());
  check_semaphore(which, caller());
  const bool taken = try_take(which, object_at(which));
  if (in_run()) turns.note_reading(caller(), address_of(which), taken ? 1 : 0);
  if (taken) return 0;
  if (story_of_run.told) story_of_run.tell_outcome(outcome::refused);
  errno = EAGAIN;
  return -1;
}

int sem_post(sem_t* which) noexcept {
  if (in_run()) turns.take_turn(operation::semaphore_post, address_of(which), caller());
  note_use(which, caller());
  check_semaphore(which, caller());
  if (value_of(which) == SEM_VALUE_MAX) {
    errno = EOVERFLOW;
    return -1;
  }
  ++value_of(which);
  if (!in_run()) return 0;
  sync_object& semaphore = object_at(which);
  release_to(semaphore.clock);
  turns.make_ready(semaphore.waiters);
  turns.note_change();
  return 0;
}

int sem_getvalue(sem_t* which, int* value) noexcept {
  if (in_run()) turns.take_turn(operation::load, address_of(which), caller());
  check_semaphore(which, caller());
  *value = static_cast<int>(value_of(which));
  if (in_run()) turns.note_reading(caller(), address_of(which), value_of(which));
  return 0;
}

int pthread_barrier_init(pthread_barrier_t* which, const pthread_barrierattr_t*, unsigned parties) noexcept {
  if (parties == 0) return EINVAL;
  *which = pthread_barrier_t{};
  memory_of(which).parties = parties;
  return 0;
}

int pthread_barrier_destroy(pthread_barrier_t* which) noexcept {
  if (!in_run()) return 0;
  check_barrier(which, caller());
  if (object_at(which).arrived > 0)
    misuse(caller(), which, "a barrier is destroyed while a task waits at it");
  mark_destroyed(which);
  return 0;
}

int pthread_barrier_wait(pthread_barrier_t* which) noexcept {
  if (!in_run()) return PTHREAD_BARRIER_SERIAL_THREAD;
  turns.take_turn(operation::barrier_wait, address_of(which), caller());
  note_use(which, caller());
  check_barrier(which, caller());
  sync_object& barrier = object_at(which);
  release_to(barrier.clock);
  if (++barrier.arrived < memory_of(which).parties) {
    barrier.waiters.add(current->slot);
    turns.make_unready(task_set::only(current->slot));
    turns.wait_turn(operation::barrier_wait, address_of(which), caller());
    acquire_from(barrier.clock);
    return 0;
  }
  barrier.arrived = 0;
  turns.make_ready(barrier.waiters);
  barrier.waiters = {};
  turns.note_change();
  acquire_from(barrier.clock);
  return PTHREAD_BARRIER_SERIAL_THREAD;
}

}  // extern "C"
