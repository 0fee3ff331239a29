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
  /// Of which task, and for which of its steps.
  struct drawn_priority {
    std::uint64_t key;
    std::uint64_t priority;
    std::uint32_t step;
  };
  std::uint64_t priority_of(unsigned slot);

  random_numbers random_;
  task_set known_;
  drawn_priority priorities_[most_tasks] = {};
};

}  // namespace millrace::explorer
