#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include <millrace/toolkit/patience.h>

namespace millrace::detail {

/// Lets those who wait for this processor have it, before a task sleeps: if the one who brings something is
/// among them, a turn costs one switch of threads and nobody needs to be woken, which is half the price. Only
/// while that pays: a thread that computes keeps the processor for milliseconds, so where it did not pay,
/// more and more waits pass before it is tried again. Thread-safe; a guess that orders nothing.
class giving_way {
 public:
  /// True as soon as `come` is, false if it was in vain.
  template <class Condition>
  bool brings(Condition come) {
    if (!looking_again_pays) return false;
    if (const unsigned left = left_.load(std::memory_order_relaxed); left > 0) {
      left_.store(left - 1, std::memory_order_relaxed);
      return false;
    }
    const auto start = clock::now();
    bool came = false;
    for (int i = 0; i < most_turns && !came; ++i) {
      std::this_thread::yield();
      came = come();
    }
    const bool paid = came && clock::now() - start < soon;
    pause_for(paid ? paused_for() / 2 : std::min(2 * paused_for() + 1, longest_pause));
    return came;
  }

 private:
  using clock = std::chrono::steady_clock;
  static constexpr int most_turns = 2;
  static constexpr std::chrono::microseconds soon{20};
  static constexpr unsigned longest_pause = 1023;

  unsigned paused_for() const { return pause_.load(std::memory_order_relaxed); }
  void pause_for(unsigned waits) {
    if (waits == 0 && paused_for() == 0) return;  // leaves the cache line with whoever has it
    pause_.store(waits, std::memory_order_relaxed);
    left_.store(waits, std::memory_order_relaxed);
  }

  std::atomic<unsigned> pause_{0};  // in waits
  std::atomic<unsigned> left_{0};   // of it
};

}  // namespace millrace::detail
