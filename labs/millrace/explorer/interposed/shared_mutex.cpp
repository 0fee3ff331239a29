// Reader-writer locks. Any order that a lock allows can be seen: only one that says so never lets a reader in
// before a writer that waits (glibc's own by default lets readers overtake).
#include <pthread.h>

#include "interposed/destroyed.h"
#include "interposed/interpose.h"
#include "model/locks.h"

namespace millrace::explorer {
namespace {

sync_object& usable(pthread_rwlock_t* which, std::uintptr_t site) {
  note_use(which, site);
  if (is_destroyed(which)) misuse(site, which, "a reader-writer lock is used after it was destroyed");
  sync_object& lock = object_at(which);
  lock.prefers_writers = which->__data.__flags == PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP;
  return lock;
}

int write_lock(pthread_rwlock_t* which, std::uintptr_t site, std::uint64_t deadline) {
  if (!in_run()) return 0;
  sync_object& lock = usable(which, site);
  if (lock.owner == current) return EDEADLK;
  return lock_exclusive(lock, site, deadline) ? 0 : ETIMEDOUT;
}

int read_lock(pthread_rwlock_t* which, std::uintptr_t site, std::uint64_t deadline) {
  if (!in_run()) return 0;
  sync_object& lock = usable(which, site);
  if (lock.owner == current) return EDEADLK;
  return lock_shared(lock, site, deadline) ? 0 : ETIMEDOUT;
}

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

int pthread_rwlock_init(pthread_rwlock_t* which, const pthread_rwlockattr_t* how) noexcept {
  note_renewal(which, caller());
  *which = pthread_rwlock_t{};
  int preferred = PTHREAD_RWLOCK_DEFAULT_NP;
  if (how != nullptr) pthread_rwlockattr_getkind_np(how, &preferred);
  which->__data.__flags = static_cast<unsigned>(preferred);
  return 0;
}

int pthread_rwlock_destroy(pthread_rwlock_t* which) noexcept {
  if (!in_run()) return 0;
  const sync_object& lock = usable(which, caller());
  if (lock.owner != nullptr || !lock.readers.empty())
    misuse(caller(), which, "a reader-writer lock is destroyed while it is locked");
  note_renewal(which, caller());
  mark_destroyed(which);
  return 0;
}

int pthread_rwlock_wrlock(pthread_rwlock_t* which) noexcept {
  return write_lock(which, caller(), never);
}
int pthread_rwlock_rdlock(pthread_rwlock_t* which) noexcept {
  return read_lock(which, caller(), never);
}

int pthread_rwlock_timedwrlock(pthread_rwlock_t* which, const timespec* end) noexcept {
  return is_moment(end) ? write_lock(which, caller(), moment_of(*end)) : EINVAL;
}
int pthread_rwlock_timedrdlock(pthread_rwlock_t* which, const timespec* end) noexcept {
  return is_moment(end) ? read_lock(which, caller(), moment_of(*end)) : EINVAL;
}
int pthread_rwlock_clockwrlock(pthread_rwlock_t* which, clockid_t clock, const timespec* end) noexcept {
  return is_moment_on(clock, end) ? write_lock(which, caller(), moment_of(*end)) : EINVAL;
}
int pthread_rwlock_clockrdlock(pthread_rwlock_t* which, clockid_t clock, const timespec* end) noexcept {
  return is_moment_on(clock, end) ? read_lock(which, caller(), moment_of(*end)) : EINVAL;
}

int pthread_rwlock_trywrlock(pthread_rwlock_t* which) noexcept {
  return !in_run() || try_lock_exclusive(usable(which, caller()), caller()) ? 0 : EBUSY;
}
int pthread_rwlock_tryrdlock(pthread_rwlock_t* which) noexcept {
  return !in_run() || try_lock_shared(usable(which, caller()), caller()) ? 0 : EBUSY;
}

int pthread_rwlock_unlock(pthread_rwlock_t* which) noexcept {
  if (!in_run()) return 0;
  turns.take_turn(operation::unlock, address_of(which), caller());
  sync_object& lock = usable(which, caller());
  if (lock.owner == current)
    unlock_exclusive(lock);
  else if (lock.readers.has(current->slot))
    unlock_shared(lock);
  else
    misuse(caller(), which, "a reader-writer lock is unlocked by a task that has not locked it");
  return 0;
}

}  // extern "C"
