#pragma once

#include "search/strategy.h"

namespace millrace::explorer {

/// Partial-order sampling (Yuan, Yang, Gu, CAV 2018): each pending operation has a random priority, the
/// highest goes on, and whatever it conflicts with draws anew. Spreads over partial orders, not over
/// interleavings.
class partial_order_sampling final : public strategy {
 public:
  const char* name() const override { return "pos"; }
  bool begin(std::uint64_t seed) override;
  unsigned choose(const choice_point& at) override;
  unsigned choose_value(operation what, unsigned options) override {
    return random_value(random_, what, options);
  }

 private:
  std::uint64_t priority_of(unsigned slot);

  random_numbers random_;
  task_set known_;
  std::uint64_t priorities_[most_tasks] = {};
  std::uint64_t keys_[most_tasks] = {};  // whose, and for which of its steps, the priority is
  std::uint32_t steps_[most_tasks] = {};
};

}  // namespace millrace::explorer
