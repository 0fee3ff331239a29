#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>

namespace millrace::detail {

/// How long it takes from a wake to the moment when the woken thread runs, as this process has seen it: 5 to
/// 15 microseconds on a quiet machine, 50 where a hypervisor has to be asked. A low quantile: what a thread
/// waits for its turn on a busy processor is no part of it. Thread-safe; a guess that orders nothing.
class waking {
 public:
  using duration = std::chrono::nanoseconds;

  void took(duration one) {
    const int before = nanoseconds_.load(std::memory_order_relaxed);
    const int seen = static_cast<int>(std::clamp<duration::rep>(one.count(), least, most));
    const int after = seen < before ? before - (before - seen) / 4 : before + (seen - before) / 32;
    nanoseconds_.store(after, std::memory_order_relaxed);
  }
  duration takes() const { return duration(nanoseconds_.load(std::memory_order_relaxed)); }

 private:
  static constexpr int least = 1'000;
  static constexpr int most = 100'000;
  std::atomic<int> nanoseconds_{10'000};
};
inline waking waking_up;

}  // namespace millrace::detail
