// Stands in for waits at POSIX semaphores and barriers. Nobody holds either: there is none to wait for by
// name.
#include <cerrno>
#include <ctime>
#include <pthread.h>
#include <semaphore.h>

#include <millrace/probe/interposed/real_function.h>

namespace millrace::probe {
namespace {

constinit real<int (*)(sem_t*)> wait("sem_wait");
constinit real<int (*)(sem_t*, const timespec*)> timed_wait("sem_timedwait");
constinit real<int (*)(sem_t*, clockid_t, const timespec*)> clock_wait("sem_clockwait");
constinit real<int (*)(pthread_barrier_t*)> arrive("pthread_barrier_wait");

template <class Call>
int take(sem_t* semaphore, const void* code, Call call) {
  const int before = errno;
  if (sem_trywait(semaphore) == 0) return 0;
  errno = before;
  return waiting(lock_wait::semaphore, semaphore, 0, code, call);
}

}  // namespace
}  // namespace millrace::probe

using namespace millrace::probe;

extern "C" {

MILLRACE_STANDS_IN int sem_wait(sem_t* semaphore) {
  return take(semaphore, __builtin_return_address(0), [&] { return wait()(semaphore); });
}

MILLRACE_STANDS_IN int sem_timedwait(sem_t* semaphore, const timespec* end) {
  return take(semaphore, __builtin_return_address(0), [&] { return timed_wait()(semaphore, end); });
}

MILLRACE_STANDS_IN int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* end) {
  return take(semaphore, __builtin_return_address(0), [&] { return clock_wait()(semaphore, clock, end); });
}

MILLRACE_STANDS_IN int pthread_barrier_wait(pthread_barrier_t* barrier) noexcept {
  return waiting(lock_wait::barrier, barrier, 0, __builtin_return_address(0),
                 [&] { return arrive()(barrier); });
}

}  // extern "C"
