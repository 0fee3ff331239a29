#include "search/pct.h"

namespace millrace::explorer {
namespace {

constexpr std::uint32_t below_all = 1 << 16;  // room for the priorities that change points give

}  // namespace

bool pct::begin(std::uint64_t seed) {
  random_.seed(seed);
  if (choices_ > longest_) longest_ = choices_;
  choices_ = 0;
  lowest_ = below_all;
  known_ = {};
  for (unsigned i = 0; i + 1 < depth_ && i < most_changes; ++i) changes_[i] = 1 + random_.below(longest_);
  return true;
}

std::uint32_t pct::priority_of(unsigned slot) {
  if (!known_.has(slot)) {
    known_.add(slot);
    priorities_[slot] = below_all + 1 + random_.below(1U << 30);
  }
  return priorities_[slot];
}

unsigned pct::highest(task_set among) {
  unsigned best = among.first();
  among.for_each([&](unsigned slot) {
    if (priority_of(slot) > priority_of(best)) best = slot;
  });
  return best;
}

unsigned pct::choose(const choice_point& at) {
  ++choices_;
  const task_set normal = at.eligible - at.early;
  for (unsigned i = 0; i + 1 < depth_ && i < most_changes; ++i) {
    if (changes_[i] != choices_) continue;
    if (!at.early.empty() && random_.below(2) == 0) return at.early.first();
    priority_of(highest(normal));
    priorities_[highest(normal)] = --lowest_;
  }
  return highest(normal);
}

}  // namespace millrace::explorer
