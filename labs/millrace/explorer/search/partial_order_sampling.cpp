#include "search/partial_order_sampling.h"

#include "model/task.h"
#include "search/conflict.h"

namespace millrace::explorer {
bool partial_order_sampling::begin(std::uint64_t seed) {
  random_.seed(seed);
  known_ = {};
  return true;
}

std::uint64_t partial_order_sampling::priority_of(unsigned slot) {
  const task& of = tasks[slot];
  if (!known_.has(slot) || keys_[slot] != of.key || steps_[slot] != of.step) {
    known_.add(slot);
    keys_[slot] = of.key;
    steps_[slot] = of.step;
    priorities_[slot] = random_.next();
  }
  return priorities_[slot];
}

unsigned partial_order_sampling::choose(const choice_point& at) {
  unsigned best = at.eligible.first();
  at.eligible.for_each([&](unsigned slot) {
    if (priority_of(slot) > priority_of(best)) best = slot;
  });
  const pending_operation& next = tasks[best].pending;
  at.eligible.for_each([&](unsigned slot) {
    if (slot == best || conflict(tasks[slot].pending, next)) known_.remove(slot);
  });
  return best;
}

}  // namespace millrace::explorer
