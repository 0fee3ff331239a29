#pragma once

#include <cstdint>

#include "model/operation.h"
#include "model/task_set.h"

namespace millrace::explorer {

/// Who may go on: more than one.
struct choice_point {
  task_set eligible;
  unsigned asking;     ///< the slot of the task that gave the turn away
  unsigned preferred;  ///< who goes on if nobody is chosen: the asking task while it can, else the next
  bool may_stay;       ///< the asking task is eligible: to choose another is a preemption
  task_set early;  ///< of the eligible: those that sleep, and would wake before others have had their turn
};

/// A way to choose among schedules.
class strategy {
 public:
  virtual const char* name() const = 0;
  /// Before each schedule. False: there is none left to run.
  virtual bool begin(std::uint64_t seed) = 0;
  virtual unsigned choose(const choice_point& at) = 0;
  /// A value below `options`; 0 is what happens normally.
  virtual unsigned choose_value(operation what, unsigned options) = 0;
  /// After each schedule, with its number of scheduling points.
  virtual void end(std::uint64_t /*steps*/) {}
  /// Is choose to be asked even where there is nothing to choose?
  bool every_step() const { return every_step_; }

 protected:
  bool every_step_ = false;
  ~strategy() = default;
};

/// A small and quick source of random numbers (xorshift64*, Vigna 2016).
class random_numbers {
 public:
  void seed(std::uint64_t from) {
    state_ = (from + 1) * 0x9e3779b97f4a7c15U;
    state_ ^= state_ >> 31;
    if (state_ == 0) state_ = 1;
    next();
  }
  std::uint64_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 0x2545f4914f6cdd1dU;
  }
  std::uint32_t below(std::uint32_t limit) {
    return static_cast<std::uint32_t>(((next() >> 32) * limit) >> 32);
  }

 private:
  std::uint64_t state_ = 1;
};

/// What is allowed but seldom happens: a wake-up that nobody sent, a weak compare-exchange that fails.
constexpr bool is_unlikely(operation what) {
  return what == operation::wait || what == operation::read_modify_write;
}

/// What is unlikely happens one time in sixteen; of other values each is as likely.
inline unsigned random_value(random_numbers& random, operation what, unsigned options) {
  return is_unlikely(what) ? (random.below(16) == 0 ? 1U : 0U) : random.below(options);
}

}  // namespace millrace::explorer
