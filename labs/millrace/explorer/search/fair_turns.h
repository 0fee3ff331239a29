#pragma once

#include "search/strategy.h"

namespace millrace::explorer {

/// Some random steps, and then whoever has not had a turn for longest. A task that waits while others go
/// round in step with each other is kept waiting by that for ever, or by no fair schedule.
class fair_turns final : public strategy {
 public:
  const char* name() const override { return "fair turns"; }
  bool begin(std::uint64_t seed) override;
  unsigned choose(const choice_point& at) override;
  unsigned choose_value(operation what, unsigned options) override {
    return is_unlikely(what) ? 0 : random_.below(options);
  }

 private:
  static constexpr std::uint32_t most_random_steps = 64;

  random_numbers random_;
  std::uint32_t random_steps_ = 0;
  std::uint64_t now_ = 0;
  std::uint64_t last_turn_[most_tasks] = {};
};

}  // namespace millrace::explorer
