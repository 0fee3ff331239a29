// Stands in for the functions that take readers' and writers' locks (std::shared_mutex).
#include <cerrno>
#include <ctime>
#include <pthread.h>

#include <millrace/probe/interposed/real_function.h>
#include <millrace/probe/lock_order.h>

namespace millrace::probe {
namespace {

using plain_call = int (*)(pthread_rwlock_t*);
using timed_call = int (*)(pthread_rwlock_t*, const timespec*);
using clock_call = int (*)(pthread_rwlock_t*, clockid_t, const timespec*);

constinit real<plain_call> read_lock("pthread_rwlock_rdlock");
constinit real<plain_call> write_lock("pthread_rwlock_wrlock");
constinit real<plain_call> try_read("pthread_rwlock_tryrdlock");
constinit real<plain_call> try_write("pthread_rwlock_trywrlock");
constinit real<plain_call> unlock("pthread_rwlock_unlock");
constinit real<timed_call> timed_read("pthread_rwlock_timedrdlock");
constinit real<timed_call> timed_write("pthread_rwlock_timedwrlock");
constinit real<clock_call> clock_read("pthread_rwlock_clockrdlock");
constinit real<clock_call> clock_write("pthread_rwlock_clockwrlock");

std::int32_t writer_of(pthread_rwlock_t* lock) noexcept {
  return __atomic_load_n(&lock->__data.__cur_writer, __ATOMIC_RELAXED);
}

int taken(int result, const pthread_rwlock_t* lock, const void* code, taken_by how) noexcept {
  if (result == 0) took_lock(lock, code, how);
  return result;
}

template <class Call>
int take(lock_wait how, real<plain_call>& tried, pthread_rwlock_t* lock, const void* code,
         Call call) noexcept {
  int result = tried()(lock);
  if (result == EBUSY) result = waiting(how, lock, writer_of(lock), code, call);
  return taken(result, lock, code, taken_by::lock);
}

}  // namespace
}  // namespace millrace::probe

using namespace millrace::probe;

extern "C" {

MILLRACE_STANDS_IN int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
  return take(lock_wait::reader_lock, try_read, lock, __builtin_return_address(0),
              [&] { return read_lock()(lock); });
}

MILLRACE_STANDS_IN int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock, const timespec* end) noexcept {
  return take(lock_wait::reader_lock, try_read, lock, __builtin_return_address(0),
              [&] { return timed_read()(lock, end); });
}

MILLRACE_STANDS_IN int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock,
                                                  const timespec* end) noexcept {
  return take(lock_wait::reader_lock, try_read, lock, __builtin_return_address(0),
              [&] { return clock_read()(lock, clock, end); });
}

MILLRACE_STANDS_IN int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
  return take(lock_wait::writer_lock, try_write, lock, __builtin_return_address(0),
              [&] { return write_lock()(lock); });
}

MILLRACE_STANDS_IN int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock, const timespec* end) noexcept {
  return take(lock_wait::writer_lock, try_write, lock, __builtin_return_address(0),
              [&] { return timed_write()(lock, end); });
}

MILLRACE_STANDS_IN int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock,
                                                  const timespec* end) noexcept {
  return take(lock_wait::writer_lock, try_write, lock, __builtin_return_address(0),
              [&] { return clock_write()(lock, clock, end); });
}

MILLRACE_STANDS_IN int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) noexcept {
  return taken(try_read()(lock), lock, __builtin_return_address(0), taken_by::try_lock);
}

MILLRACE_STANDS_IN int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) noexcept {
  return taken(try_write()(lock), lock, __builtin_return_address(0), taken_by::try_lock);
}

MILLRACE_STANDS_IN int pthread_rwlock_unlock(pthread_rwlock_t* lock) noexcept {
  let_go(lock);
  return unlock()(lock);
}

}  // extern "C"
