#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>

namespace millrace::detail {

/// How long it takes from a wake to the moment when the woken thread runs, as this process has seen it: 5 to
/// 15 microseconds on a quiet machine, 50 where a hypervisor has to be asked. A low quantile, for what a
/// thread waits for its turn on a busy processor is no part of it. Thread-safe; a guess that orders nothing.
/// On a line of its own, for every woken task writes it.
class alignas(64) waking {
 public:
  using duration = std::chrono::nanoseconds;

  void took(duration one) {
    // Goes down by an eighth, up by a sixty-fourth: so one in nine is quicker, by however much others are
    // late.
    const int before = nanoseconds_.load(std::memory_order_relaxed);
    const int after = one.count() < before ? before - before / 8 : before + before / 64;
    nanoseconds_.store(std::clamp(after, least, most), std::memory_order_relaxed);
  }
  duration takes() const { return duration(nanoseconds_.load(std::memory_order_relaxed)); }

 private:
  static constexpr int least = 1'000;
  static constexpr int most = 50'000;  // beyond that it was not the waking that took so long
  std::atomic<int> nanoseconds_{10'000};
};
inline waking waking_up;

}  // namespace millrace::detail
