#pragma once

#include <atomic>
#include <dlfcn.h>

#include <millrace/probe/plain_waits.h>

/// A function that the program finds in place of the C library's.
#define MILLRACE_STANDS_IN __attribute__((visibility("default")))

namespace millrace::probe {

/// The function that would have been called. Found at each first use; threads that find it at once find the
/// same. Condition variables have an older version of the same name, which dlsym would return.
template <class Function>
class real {
 public:
  constexpr explicit real(const char* name, const char* version = nullptr) : name_(name), version_(version) {}
  Function operator()() noexcept {
    auto function = found_.load(std::memory_order_relaxed);
    if (!function) {
      void* symbol = version_ ? dlvsym(RTLD_NEXT, name_, version_) : nullptr;
      if (!symbol) symbol = dlsym(RTLD_NEXT, name_);
      function = reinterpret_cast<Function>(symbol);
      found_.store(function, std::memory_order_relaxed);
    }
    return function;
  }

 private:
  const char* name_;
  const char* version_;
  std::atomic<Function> found_{nullptr};
};

/// Says that the thread waits, for as long as `call` lasts.
template <class Call>
auto waiting(lock_wait how, const void* lock, std::int32_t holder, const void* code, Call call) {
  waits_for_lock(how, lock, holder, code);
  const auto result = call();
  has_lock();
  return result;
}

}  // namespace millrace::probe
