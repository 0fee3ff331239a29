#pragma once

#include <cstdint>
#include <ctime>

namespace millrace::probe {

inline std::uint64_t monotonic_nanoseconds() noexcept {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(now.tv_nsec);
}

/// The cheapest clock that all cores share: the time-stamp counter where there is one, else nanoseconds.
/// Readers find its rate by comparing it with the monotonic clock.
inline std::uint64_t ticks() noexcept {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#else
  return monotonic_nanoseconds();
#endif
}

}  // namespace millrace::probe
