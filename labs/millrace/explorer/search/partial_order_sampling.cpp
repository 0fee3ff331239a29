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
  drawn_priority& its = priorities_[slot];
  if (!known_.has(slot) || its.key != of.key || its.step != of.step) {
    known_.add(slot);
    its = {of.key, random_.next(), of.step};
  }
  return its.priority;
}

unsigned partial_order_sampling::choose(const choice_point& at) {
  unsigned best = 0;
  std::uint64_t highest = 0;  // no random number is 0
  at.eligible.for_each([&](unsigned slot) {
    const std::uint64_t priority = priority_of(slot);
    if (priority <= highest) return;
    highest = priority;
    best = slot;
  });
  known_.remove(best);
  const pending_operation& next = tasks[best].pending;
  if (next.object == 0 && next.with == 0) return best;
  at.eligible.for_each([&](unsigned slot) {
    if (conflict(tasks[slot].pending, next)) known_.remove(slot);
  });
  return best;
}

}  // namespace millrace::explorer
