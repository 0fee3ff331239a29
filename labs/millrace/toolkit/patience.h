#pragma once

#include <algorithm>
#include <atomic>

#include <millrace/toolkit/spin.h>

namespace millrace::detail {

/// False where all tasks share one processor: nobody brings anything while another looks.
inline bool looking_again_pays = true;

/// How long a task that has to wait looks again before it sleeps. At most for about as long as sleeping and
/// being woken takes: so waiting costs at worst twice what it must. And only while that pays: it does when
/// those who bring something run at the same time, on other processors, and never when they wait for this
/// one. Thread-safe; a guess that orders nothing.
class patience {
 public:
  /// True as soon as `come` is, false if the time has passed.
  template <class Condition>
  bool lasts_until(Condition come) {
    const int looks = next();
    for (int i = 0; i < looks; ++i) {
      pause_briefly(between_looks);
      if (come()) return paid(looks), true;
    }
    did_not_pay(looks);
    return false;
  }

 private:
  static constexpr int most = 48;
  static constexpr int between_looks = 4;
  static constexpr unsigned retried_each = 16;

  // Where it has not paid for a while, it is tried now and then.
  int next() {
    if (!looking_again_pays) return 0;
    const int looks = looks_.load(std::memory_order_relaxed);
    if (looks > 0) return looks;
    const unsigned skipped = skipped_.load(std::memory_order_relaxed) + 1;
    skipped_.store(skipped, std::memory_order_relaxed);
    return skipped % retried_each == 0 ? most : 0;
  }
  void paid(int looks) {
    if (looks_.load(std::memory_order_relaxed) != most)
      looks_.store(std::min(2 * looks, most), std::memory_order_relaxed);
  }
  void did_not_pay(int looks) {
    if (looks > 0) looks_.store(looks / 4, std::memory_order_relaxed);
  }

  std::atomic<int> looks_{most};
  std::atomic<unsigned> skipped_{0};
};

}  // namespace millrace::detail
