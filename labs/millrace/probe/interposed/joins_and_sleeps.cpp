// Stands in for waits for another thread's end, and for time to pass.
#include <ctime>
#include <pthread.h>
#include <unistd.h>

#include <millrace/probe/interposed/real_function.h>

namespace millrace::probe {
namespace {

constinit real<int (*)(pthread_t, void**)> join("pthread_join");
constinit real<int (*)(const timespec*, timespec*)> sleep_for("nanosleep");
constinit real<int (*)(clockid_t, int, const timespec*, timespec*)> sleep_by("clock_nanosleep");
constinit real<unsigned (*)(unsigned)> sleep_seconds("sleep");
constinit real<int (*)(useconds_t)> sleep_microseconds("usleep");

template <class Call>
auto sleeping(const void* code, Call call) {
  return waiting(lock_wait::sleep, nullptr, 0, code, call);
}

}  // namespace
}  // namespace millrace::probe

using namespace millrace::probe;

extern "C" {

MILLRACE_STANDS_IN int pthread_join(pthread_t thread, void** result) {
  return waiting(lock_wait::join, reinterpret_cast<const void*>(thread), 0, __builtin_return_address(0),
                 [&] { return join()(thread, result); });
}

MILLRACE_STANDS_IN int nanosleep(const timespec* time, timespec* left) {
  return sleeping(__builtin_return_address(0), [&] { return sleep_for()(time, left); });
}

MILLRACE_STANDS_IN int clock_nanosleep(clockid_t clock, int flags, const timespec* time, timespec* left) {
  return sleeping(__builtin_return_address(0), [&] { return sleep_by()(clock, flags, time, left); });
}

MILLRACE_STANDS_IN unsigned sleep(unsigned seconds) {
  return sleeping(__builtin_return_address(0), [&] { return sleep_seconds()(seconds); });
}

MILLRACE_STANDS_IN int usleep(useconds_t microseconds) {
  return sleeping(__builtin_return_address(0), [&] { return sleep_microseconds()(microseconds); });
}

}  // extern "C"
