// Stands in for the functions that take mutexes, so that the waits of a program that knows nothing of the
// probe are seen, and the order in which it takes them. Only where no sanitizer stands in for them itself.
// A lock that is free costs a try, and noting that it is held; only a thread that has to wait says more.
#include <cerrno>
#include <ctime>
#include <pthread.h>

#include <millrace/probe/interposed/real_function.h>
#include <millrace/probe/lock_order.h>

namespace millrace::probe {
namespace {

constinit real<int (*)(pthread_mutex_t*)> lock("pthread_mutex_lock");
constinit real<int (*)(pthread_mutex_t*)> try_lock("pthread_mutex_trylock");
constinit real<int (*)(pthread_mutex_t*)> unlock("pthread_mutex_unlock");
constinit real<int (*)(pthread_mutex_t*, const timespec*)> timed_lock("pthread_mutex_timedlock");
constinit real<int (*)(pthread_mutex_t*, clockid_t, const timespec*)> clock_lock("pthread_mutex_clocklock");

/// Who has it, as glibc notes it in the mutex; 0 when it has just been let go.
std::int32_t holder_of(pthread_mutex_t* mutex) noexcept {
  return __atomic_load_n(&mutex->__data.__owner, __ATOMIC_RELAXED);
}

/// A mutex whose owner has died is held all the same.
int taken(int result, const pthread_mutex_t* mutex, const void* code, taken_by how) noexcept {
  if (result == 0 || result == EOWNERDEAD) took_lock(mutex, code, how);
  return result;
}

template <class Call>
int take(pthread_mutex_t* mutex, const void* code, Call call) noexcept {
  int result = try_lock()(mutex);
  if (result == EBUSY) result = waiting(lock_wait::mutex, mutex, holder_of(mutex), code, call);
  return taken(result, mutex, code, taken_by::lock);
}

}  // namespace

bool sees_lock_waits() noexcept {
  return true;
}

}  // namespace millrace::probe

using namespace millrace::probe;

extern "C" {

MILLRACE_STANDS_IN int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  return take(mutex, __builtin_return_address(0), [&] { return lock()(mutex); });
}

MILLRACE_STANDS_IN int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* end) noexcept {
  return take(mutex, __builtin_return_address(0), [&] { return timed_lock()(mutex, end); });
}

MILLRACE_STANDS_IN int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                                               const timespec* end) noexcept {
  return take(mutex, __builtin_return_address(0), [&] { return clock_lock()(mutex, clock, end); });
}

MILLRACE_STANDS_IN int pthread_mutex_trylock(pthread_mutex_t* mutex) noexcept {
  return taken(try_lock()(mutex), mutex, __builtin_return_address(0), taken_by::try_lock);
}

MILLRACE_STANDS_IN int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
  let_go(mutex);
  return unlock()(mutex);
}

}  // extern "C"
