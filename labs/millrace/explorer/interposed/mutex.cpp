// Mutexes and spin locks. The kind of a mutex stands in its memory, where static initialisers put it; all
// else is the model's.
#include "model/mutex.h"

#include <pthread.h>

#include "interposed/calls.h"
#include "interposed/destroyed.h"
#include "interposed/interpose.h"
#include "memory/system.h"
#include "model/locks.h"
#include "run/program.h"

namespace millrace::explorer {
namespace {

enum kind : int { normal = 0, recursive = 1, error_checking = 2, adaptive = 3 };

kind kind_of(const pthread_mutex_t* mutex) {
  return static_cast<kind>(mutex->__data.__kind & 3);
}

bool is_robust(const pthread_mutexattr_t* attributes) {
  int robust = PTHREAD_MUTEX_STALLED;
  if (attributes != nullptr) pthread_mutexattr_getrobust(attributes, &robust);
  return robust == PTHREAD_MUTEX_ROBUST;
}

/// What stands there is not held: another was made where the one that was held has been.
void forget_owner(sync_object& lock) {
  lock.owner = nullptr;
  lock.depth = 0;
  turns.make_ready(lock.waiters);
}

/// Asked again when the turn has come: meanwhile it may have gone.
void check_still_there(const pthread_mutex_t* mutex, std::uintptr_t site) {
  if (is_destroyed(mutex)) misuse(site, mutex, "a mutex is used after it was destroyed");
}

sync_object& usable(pthread_mutex_t* mutex, std::uintptr_t site) {
  note_use(mutex, site);
  check_still_there(mutex, site);
  sync_object& lock = object_at(mutex);
  if (lock.owner != nullptr && mutex->__data.__lock == 0) forget_owner(lock);
  return lock;
}

/// What to answer at once to a task that has it already; -1 if it has to wait.
int again(const pthread_mutex_t* mutex, sync_object& lock) {
  if (lock.owner != current) return -1;
  if (kind_of(mutex) == recursive) {
    ++lock.depth;
    return 0;
  }
  return kind_of(mutex) == error_checking ? EDEADLK : -1;
}

}  // namespace

void make_mutex(pthread_mutex_t* mutex, int type, std::uintptr_t site) {
  note_renewal(mutex, site);
  *mutex = pthread_mutex_t{};
  mutex->__data.__kind = type;
  if (!in_run()) return;
  const sync_object& lock = object_at(mutex);
  if (lock.owner != nullptr) misuse(site, mutex, "a mutex is initialised while it is locked");
}

int destroy_mutex(pthread_mutex_t* mutex, std::uintptr_t site) {
  if (!in_run()) return 0;
  const sync_object& lock = usable(mutex, site);
  if (lock.owner != nullptr) misuse(site, mutex, "a mutex is destroyed while it is locked");
  note_renewal(mutex, site);
  mark_destroyed(mutex);
  return 0;
}

int lock_mutex(pthread_mutex_t* mutex, std::uintptr_t site, std::uint64_t deadline) {
  if (!in_run() || is_of_unwinder(site)) return 0;
  sync_object& lock = usable(mutex, site);
  if (const int answer = again(mutex, lock); answer >= 0) return answer;
  if (!lock_exclusive(lock, site, deadline)) return ETIMEDOUT;
  check_still_there(mutex, site);
  note_held(mutex);
  return 0;
}

int try_lock_mutex(pthread_mutex_t* mutex, std::uintptr_t site) {
  if (!in_run()) return 0;
  sync_object& lock = usable(mutex, site);
  if (lock.owner == current && kind_of(mutex) == recursive) return again(mutex, lock);
  const bool locked = try_lock_exclusive(lock, site);
  check_still_there(mutex, site);
  if (!locked) return EBUSY;
  note_held(mutex);
  return 0;
}

int unlock_mutex(pthread_mutex_t* mutex, std::uintptr_t site) {
  if (!in_run() || is_of_unwinder(site)) return 0;
  turns.take_turn(operation::unlock, address_of(mutex), site);
  return release_mutex(mutex, site);
}

int release_mutex(pthread_mutex_t* mutex, std::uintptr_t site) {
  sync_object& lock = usable(mutex, site);
  if (lock.owner != current) {
    if (checks_errors(mutex)) return EPERM;
    misuse(site, mutex,
           lock.owner == nullptr ? "a mutex is unlocked that is not locked"
                                 : "a mutex is unlocked by a task that has not locked it");
  }
  if (--lock.depth > 0) return 0;
  mutex->__data.__lock = 0;
  unlock_exclusive(lock);
  return 0;
}

bool checks_errors(const pthread_mutex_t* mutex) {
  return kind_of(mutex) == error_checking || kind_of(mutex) == recursive;
}

void note_held(pthread_mutex_t* mutex) {
  mutex->__data.__lock = 1;
}

}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

int pthread_mutex_init(pthread_mutex_t* mutex, const pthread_mutexattr_t* attributes) noexcept {
  int type = normal;
  if (attributes != nullptr) pthread_mutexattr_gettype(attributes, &type);
  if (in_run() && is_robust(attributes))
    cannot_explore("the program uses robust mutexes, which outlive their owners and cannot be explored");
  make_mutex(mutex, type, caller());
  return 0;
}
int pthread_mutex_destroy(pthread_mutex_t* mutex) noexcept {
  return destroy_mutex(mutex, caller());
}

int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  return lock_mutex(mutex, caller());
}
int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* end) noexcept {
  return is_moment(end) ? lock_mutex(mutex, caller(), moment_of(*end)) : EINVAL;
}
int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock, const timespec* end) noexcept {
  return is_moment_on(clock, end) ? lock_mutex(mutex, caller(), moment_of(*end)) : EINVAL;
}
int pthread_mutex_trylock(pthread_mutex_t* mutex) noexcept {
  return try_lock_mutex(mutex, caller());
}
int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
  return unlock_mutex(mutex, caller());
}

int pthread_spin_init(pthread_spinlock_t* lock, int) noexcept {
  *lock = 0;
  return 0;
}
int pthread_spin_destroy(pthread_spinlock_t*) noexcept {
  return 0;
}

int pthread_spin_lock(pthread_spinlock_t* lock) noexcept {
  if (!in_run()) return 0;
  note_use(lock, caller());
  lock_exclusive(object_at(lock), caller());
  return 0;
}

int pthread_spin_trylock(pthread_spinlock_t* lock) noexcept {
  return !in_run() || try_lock_exclusive(object_at(lock), caller()) ? 0 : EBUSY;
}

int pthread_spin_unlock(pthread_spinlock_t* lock) noexcept {
  if (!in_run()) return 0;
  turns.take_turn(operation::unlock, address_of(lock), caller());
  note_use(lock, caller());
  if (object_at(lock).owner != current)
    misuse(caller(), lock, "a spin lock is unlocked by a task that has not locked it");
  unlock_exclusive(object_at(lock));
  return 0;
}

}  // extern "C"
