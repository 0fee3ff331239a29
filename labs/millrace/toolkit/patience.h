#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include <millrace/toolkit/spin.h>
#include <millrace/toolkit/waking.h>

namespace millrace::detail {

/// How long a task that has to wait looks again before it sleeps: at most for twice as long as being woken
/// takes, or for 20 microseconds if that is more. Shorter would not do. Where both sides have gone to sleep,
/// one that was woken has to be still awake when the other wakes, or they go on to wake each other for every
/// value. And only while that pays: it does when those who bring something run at the same time, on other
/// processors, and never when they wait for this one. Thread-safe; a guess that orders nothing.
class patience {
 public:
  /// True as soon as `come` is, false if the time has passed.
  template <class Condition>
  bool lasts_until(Condition come) {
    return lasts_until(come, [] { pause_briefly(between_looks); });
  }
  /// The same where those who are waited for may need this processor: they have it between two looks.
  template <class Condition>
  bool gives_way_until(Condition come) {
    return lasts_until(come, [] { std::this_thread::yield(); });
  }

 private:
  using clock = std::chrono::steady_clock;
  static constexpr int usual = 20'000;  // nanoseconds
  static constexpr int least = 300;
  static constexpr int between_looks = 4;
  static constexpr unsigned retried_each = 16;

  template <class Condition, class Pause>
  bool lasts_until(Condition come, Pause pause) {
    const auto lasts = next();
    if (lasts == 0) return false;
    const auto end = clock::now() + std::chrono::nanoseconds(lasts);
    do {
      pause();
      if (come()) return paid(lasts), true;
    } while (clock::now() < end);
    did_not_pay(lasts);
    return false;
  }

  // Where it has not paid for a while, it is tried now and then.
  int next() {
    if (!looking_again_pays) return 0;
    const int lasts = lasts_.load(std::memory_order_relaxed);
    if (lasts >= least) return lasts;
    const unsigned skipped = skipped_.load(std::memory_order_relaxed) + 1;
    skipped_.store(skipped, std::memory_order_relaxed);
    return skipped % retried_each == 0 ? most() : 0;
  }
  void paid(int lasted) {
    const int longer = std::min(2 * lasted, most());
    if (lasts_.load(std::memory_order_relaxed) != longer) lasts_.store(longer, std::memory_order_relaxed);
  }
  void did_not_pay(int lasted) { lasts_.store(lasted / 4, std::memory_order_relaxed); }

  static int most() { return std::max(usual, 2 * static_cast<int>(waking_up.takes().count())); }

  std::atomic<int> lasts_{usual};  // nanoseconds
  std::atomic<unsigned> skipped_{0};
};

}  // namespace millrace::detail
