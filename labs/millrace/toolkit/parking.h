#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace millrace::detail {

/// Where one task waits for one of several things to happen to it: a select's branches, an end of patience, a
/// cancellation. Whoever brings one about first claims the parking, does what belongs to it, and completes
/// it; all later claims fail.
class parking {
 public:
  using clock = std::chrono::steady_clock;
  static constexpr int none = -1;
  static constexpr int timed_out = -2;
  static constexpr int canceled = -3;

  /// True for the first caller only, who must then call `complete`.
  bool claim(int outcome) {
    const std::lock_guard lock(mutex_);
    if (outcome_ != none) return false;
    outcome_ = outcome;
    return true;
  }

  void complete() {
    const std::lock_guard lock(mutex_);
    complete_ = true;
    // Under the lock: once it is released the waiting task may be gone, and this object with it.
    ready_.notify_one();
  }

  bool claim_and_complete(int outcome) {
    if (!claim(outcome)) return false;
    complete();
    return true;
  }

  /// Waits until completed and returns the outcome; at `end`, if nobody has claimed it, `timed_out`.
  int wait(const std::optional<clock::time_point>& end) {
    std::unique_lock lock(mutex_);
    const auto completed = [&] { return complete_; };
    if (end && !ready_.wait_until(lock, *end, completed) && outcome_ == none) outcome_ = timed_out;
    if (outcome_ != timed_out) ready_.wait(lock, completed);
    return outcome_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable ready_;
  int outcome_ = none;     // guarded by mutex_
  bool complete_ = false;  // guarded by mutex_
};

}  // namespace millrace::detail
