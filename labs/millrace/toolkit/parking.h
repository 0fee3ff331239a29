#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

#include <millrace/toolkit/futex.h>
#include <millrace/toolkit/spin.h>
#include <millrace/toolkit/waking.h>

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

  /// True for the first caller only, who must then call `complete`. Orders nothing: `complete` does.
  bool claim(int outcome) noexcept {
    int expected = none;
    return outcome_.compare_exchange_strong(expected, outcome, std::memory_order_relaxed);
  }

  /// The task goes on with what was done before. It may be gone, and this object with it, as soon as it can
  /// see that.
  void complete() noexcept {
    auto* const state = &state_;
    if (looking_again_pays && state->load(std::memory_order_relaxed) == asleep) woken_at_ = clock::now();
    if (state_.exchange(completed, std::memory_order_release) == asleep) wake_one(state);
  }

  bool claim_and_complete(int outcome) noexcept {
    if (!claim(outcome)) return false;
    complete();
    return true;
  }

  bool is_complete() const noexcept { return state_.load(std::memory_order_acquire) == completed; }

  /// Waits until completed and returns the outcome; at `end`, if nobody has claimed it, `timed_out`.
  int wait(std::optional<clock::time_point> end) noexcept {
    auto seen = static_cast<std::uint32_t>(awake);
    state_.compare_exchange_strong(seen, asleep, std::memory_order_acquire);
    bool slept = false;
    while (!is_complete()) {
      if (end && clock::now() >= *end) {
        if (claim(timed_out)) return timed_out;
        end.reset();  // claimed, and about to be completed
      }
      slept = sleep_while(state_, asleep, end);
    }
    if (slept && woken_at_ != clock::time_point()) waking_up.took(clock::now() - woken_at_);
    return outcome_.load(std::memory_order_relaxed);
  }

 private:
  enum : std::uint32_t { awake, asleep, completed };
  std::atomic<std::uint32_t> state_{awake};
  std::atomic<int> outcome_{none};
  clock::time_point woken_at_;  // by whoever completes; read by who waits, when it is completed
};

}  // namespace millrace::detail
