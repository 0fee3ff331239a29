#pragma once

#include "search/strategy.h"

namespace millrace::explorer {

/// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte 2010): tasks have random
/// priorities, the highest goes on, and at `depth` - 1 random steps the one that runs becomes the lowest.
/// Finds a bug of that depth with probability 1 / (n * k^(depth - 1)) or better, for n tasks and k steps.
class pct final : public strategy {
 public:
  explicit constexpr pct(unsigned depth) : depth_(depth) {}

  const char* name() const override { return "pct"; }
  bool begin(std::uint64_t seed) override;
  unsigned choose(const choice_point& at) override;
  unsigned choose_value(operation what, unsigned options) override {
    return random_value(random_, what, options);
  }

 private:
  static constexpr unsigned most_changes = 8;
  std::uint32_t priority_of(unsigned slot);
  unsigned highest(task_set among);

  unsigned depth_;
  random_numbers random_;
  std::uint32_t choices_ = 0;
  std::uint32_t longest_ = 16;  // choices in a run, as far as seen
  std::uint32_t changes_[most_changes] = {};
  std::uint32_t lowest_ = 0;
  task_set known_;
  std::uint32_t priorities_[most_tasks] = {};
};

}  // namespace millrace::explorer
