// Stands in for waits at condition variables, which let a mutex go and take it again. A thread that is
// cancelled in one ends: that nobody says so then is no loss.
#include <ctime>
#include <pthread.h>

#include <millrace/probe/interposed/real_function.h>
#include <millrace/probe/lock_order.h>

namespace millrace::probe {
namespace {

constinit real<int (*)(pthread_cond_t*, pthread_mutex_t*)> wait("pthread_cond_wait", "GLIBC_2.3.2");
constinit real<int (*)(pthread_cond_t*, pthread_mutex_t*, const timespec*)> timed_wait(
    "pthread_cond_timedwait", "GLIBC_2.3.2");
constinit real<int (*)(pthread_cond_t*, pthread_mutex_t*, clockid_t, const timespec*)> clock_wait(
    "pthread_cond_clockwait");

template <class Call>
int wait_without(pthread_mutex_t* mutex, const pthread_cond_t* condition, const void* code, Call call) {
  let_go(mutex);
  const int result = waiting(lock_wait::condition, condition, 0, code, call);
  took_lock(mutex, code, taken_by::lock);
  return result;
}

}  // namespace
}  // namespace millrace::probe

using namespace millrace::probe;

extern "C" {

MILLRACE_STANDS_IN int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  return wait_without(mutex, condition, __builtin_return_address(0),
                      [&] { return wait()(condition, mutex); });
}

MILLRACE_STANDS_IN int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                              const timespec* end) {
  return wait_without(mutex, condition, __builtin_return_address(0),
                      [&] { return timed_wait()(condition, mutex, end); });
}

MILLRACE_STANDS_IN int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                              clockid_t clock, const timespec* end) {
  return wait_without(mutex, condition, __builtin_return_address(0),
                      [&] { return clock_wait()(condition, mutex, clock, end); });
}

}  // extern "C"
