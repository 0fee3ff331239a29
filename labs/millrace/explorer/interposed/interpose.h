#pragma once

#include <cerrno>
#include <cstdint>
#include <ctime>

#include "model/task.h"
#include "races/shadow.h"
#include "run/finding.h"
#include "run/scheduler.h"

namespace millrace::explorer {

/// Where the interposed function was called. Always inlined, or it would be our own code.
[[gnu::always_inline]] inline std::uintptr_t caller() {
  return reinterpret_cast<std::uintptr_t>(__builtin_return_address(0));
}

inline std::uintptr_t address_of(const volatile void* object) {
  return reinterpret_cast<std::uintptr_t>(object);
}

/// A moment on any of the clocks as virtual time: all of them show the same.
inline std::uint64_t moment_of(const timespec& at) {
  constexpr std::uint64_t second = 1'000'000'000;
  if (at.tv_sec < 0) return 0;
  const auto seconds = static_cast<std::uint64_t>(at.tv_sec);
  if (seconds > (never - second) / second) return never - 1;
  return seconds * second + static_cast<std::uint64_t>(at.tv_nsec);
}
inline bool is_moment(const timespec* at) {
  return at != nullptr && at->tv_nsec >= 0 && at->tv_nsec < 1'000'000'000;
}
/// What may be waited on by.
inline bool is_moment_on(clockid_t clock, const timespec* at) {
  return (clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC) && is_moment(at);
}
inline timespec timespec_of(std::uint64_t moment) {
  return {static_cast<time_t>(moment / 1'000'000'000), static_cast<long>(moment % 1'000'000'000)};
}

/// On the heap; elsewhere to look would cost every lock its time, for nothing.
inline bool may_be_freed(const volatile void* object) {
  return address_of(object) - world_begin < heap_size;
}

/// A mutex or its kin is memory, too: whoever uses it must not do so after it was freed, nor while it is
/// being made or freed by somebody else. Before what the use releases is released.
inline void note_use(const volatile void* object, std::uintptr_t site) {
  if (may_be_freed(object)) check_access({address_of(object), 4, site, false, true});
}
/// It is made or destroyed.
inline void note_renewal(const volatile void* object, std::uintptr_t site) {
  if (may_be_freed(object)) check_access({address_of(object), 4, site, true, false});
}

/// The program uses something in a way that its standard forbids. Ends the run.
[[noreturn]] inline void misuse(std::uintptr_t site, const volatile void* object, const char* what) {
  finding found = make_finding(ending::misuse, site, what);
  found.object = address_of(object);
  end_run(found);
}

}  // namespace millrace::explorer

// What the C library declares is `noexcept`, and stays visible to the libraries that call it.
#pragma GCC visibility push(default)
