#include "search/fair_turns.h"

namespace millrace::explorer {

bool fair_turns::begin(std::uint64_t seed) {
  random_.seed(seed);
  random_steps_ = random_.below(most_random_steps);
  now_ = 0;
  for (auto& each : last_turn_) each = 0;
  return true;
}

unsigned fair_turns::choose(const choice_point& at) {
  unsigned chosen = at.eligible.first();
  if (now_ < random_steps_) {
    chosen = at.eligible.nth(random_.below(at.eligible.size()));
  } else {
    at.eligible.for_each([&](unsigned slot) {
      if (last_turn_[slot] < last_turn_[chosen]) chosen = slot;
    });
  }
  last_turn_[chosen] = ++now_;
  return chosen;
}

}  // namespace millrace::explorer
