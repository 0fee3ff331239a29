// Stands in for the pthread functions that wait, so that the waits of a program that knows nothing of the
// probe are seen: std::mutex, std::condition_variable, std::shared_mutex, a join. Only where no sanitizer
// stands in for them itself. A lock that is free costs one try more; what is published is only said by a
// thread that has to wait.
#include <atomic>
#include <cerrno>
#include <ctime>
#include <dlfcn.h>
#include <pthread.h>

#include <millrace/probe/publisher.h>

namespace millrace::probe {
namespace {

constexpr auto relaxed = std::memory_order_relaxed;

/// The function that would have been called. Found at each first use; threads that find it at once find the
/// same. Condition variables have an older version of the same name, which dlsym would return.
template <class Function>
class real {
 public:
  constexpr explicit real(const char* name, const char* version = nullptr) : name_(name), version_(version) {}
  Function operator()() noexcept {
    auto function = found_.load(relaxed);
    if (!function) {
      void* symbol = version_ ? dlvsym(RTLD_NEXT, name_, version_) : nullptr;
      if (!symbol) symbol = dlsym(RTLD_NEXT, name_);
      function = reinterpret_cast<Function>(symbol);
      found_.store(function, relaxed);
    }
    return function;
  }

 private:
  const char* name_;
  const char* version_;
  std::atomic<Function> found_{nullptr};
};

/// Who has it, as glibc notes it in the mutex; 0 when it has just been let go.
std::int32_t holder_of(pthread_mutex_t* mutex) noexcept {
  return __atomic_load_n(&mutex->__data.__owner, __ATOMIC_RELAXED);
}
std::int32_t writer_of(pthread_rwlock_t* lock) noexcept {
  return __atomic_load_n(&lock->__data.__cur_writer, __ATOMIC_RELAXED);
}

/// Says that the thread waits, for as long as `call` lasts.
template <class Call>
int waiting(lock_wait how, const void* lock, std::int32_t holder, const void* code, Call call) {
  waits_for_lock(how, lock, holder, code);
  const int result = call();
  has_lock();
  return result;
}

constinit real<int (*)(pthread_mutex_t*)> mutex_lock("pthread_mutex_lock");
constinit real<int (*)(pthread_mutex_t*, const timespec*)> mutex_timedlock("pthread_mutex_timedlock");
constinit real<int (*)(pthread_mutex_t*, clockid_t, const timespec*)> mutex_clocklock(
    "pthread_mutex_clocklock");
constinit real<int (*)(pthread_rwlock_t*)> read_lock("pthread_rwlock_rdlock");
constinit real<int (*)(pthread_rwlock_t*)> write_lock("pthread_rwlock_wrlock");
constinit real<int (*)(pthread_cond_t*, pthread_mutex_t*)> wait("pthread_cond_wait", "GLIBC_2.3.2");
constinit real<int (*)(pthread_cond_t*, pthread_mutex_t*, const timespec*)> timed_wait(
    "pthread_cond_timedwait", "GLIBC_2.3.2");
constinit real<int (*)(pthread_cond_t*, pthread_mutex_t*, clockid_t, const timespec*)> clock_wait(
    "pthread_cond_clockwait");
constinit real<int (*)(pthread_t, void**)> join("pthread_join");

}  // namespace

bool sees_lock_waits() noexcept {
  return true;
}

}  // namespace millrace::probe

using namespace millrace::probe;

extern "C" {

int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  if (const int tried = pthread_mutex_trylock(mutex); tried != EBUSY) return tried;
  return waiting(lock_wait::mutex, mutex, holder_of(mutex), __builtin_return_address(0),
                 [&] { return mutex_lock()(mutex); });
}

int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* end) noexcept {
  if (const int tried = pthread_mutex_trylock(mutex); tried != EBUSY) return tried;
  return waiting(lock_wait::mutex, mutex, holder_of(mutex), __builtin_return_address(0),
                 [&] { return mutex_timedlock()(mutex, end); });
}

int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock, const timespec* end) noexcept {
  if (const int tried = pthread_mutex_trylock(mutex); tried != EBUSY) return tried;
  return waiting(lock_wait::mutex, mutex, holder_of(mutex), __builtin_return_address(0),
                 [&] { return mutex_clocklock()(mutex, clock, end); });
}

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
  if (const int tried = pthread_rwlock_tryrdlock(lock); tried != EBUSY) return tried;
  return waiting(lock_wait::reader_lock, lock, writer_of(lock), __builtin_return_address(0),
                 [&] { return read_lock()(lock); });
}

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
  if (const int tried = pthread_rwlock_trywrlock(lock); tried != EBUSY) return tried;
  return waiting(lock_wait::writer_lock, lock, writer_of(lock), __builtin_return_address(0),
                 [&] { return write_lock()(lock); });
}

int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  return waiting(lock_wait::condition, condition, 0, __builtin_return_address(0),
                 [&] { return wait()(condition, mutex); });
}

int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex, const timespec* end) {
  return waiting(lock_wait::condition, condition, 0, __builtin_return_address(0),
                 [&] { return timed_wait()(condition, mutex, end); });
}

int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                           const timespec* end) {
  return waiting(lock_wait::condition, condition, 0, __builtin_return_address(0),
                 [&] { return clock_wait()(condition, mutex, clock, end); });
}

int pthread_join(pthread_t thread, void** result) {
  return waiting(lock_wait::join, nullptr, 0, __builtin_return_address(0),
                 [&] { return join()(thread, result); });
}

}  // extern "C"
