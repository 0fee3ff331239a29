#include "search/depth_first.h"

#include "run/finding.h"
#include "search/conflict.h"

namespace millrace::explorer {

void depth_first::prepare() {
  path_.reserve();
}

void depth_first::restart(std::uint64_t most_preemptions) {
  path_.clear();
  most_ = most_preemptions;
  bound_ = 0;
  completed_ = never;
  started_ = bounded_something_ = left_something_out_ = exhausted_ = false;
  every_step_ = false;
}

bool depth_first::begin(std::uint64_t) {
  if (exhausted_) return false;
  if (started_ && !next_schedule() && !next_bound()) return false;
  started_ = true;
  depth_ = 0;
  preemptions_ = 0;
  asleep_ = {};
  return true;
}

/// The last choice that has something left is made otherwise.
bool depth_first::next_schedule() {
  while (!path_.empty()) {
    choice& last = path_.back();
    if (last.values != 0) {
      if (++last.value < last.values) return true;
    } else if (!last.untried.empty()) {
      last.asleep.add(last.value);
      last.value = last.untried.first();
      last.untried.remove(last.value);
      return true;
    }
    path_.remove_last();
  }
  return false;
}

bool depth_first::next_bound() {
  if (!left_something_out_) completed_ = bound_;
  if (!bounded_something_) {
    exhausted_ = !left_something_out_;
    completed_ = exhausted_ ? never : completed_;
    return false;
  }
  if (bound_ == most_) return false;
  bound_ = most_ == never && bound_ == last_bound ? never : bound_ + 1;
  every_step_ = reduces();
  bounded_something_ = left_something_out_ = false;
  return true;
}

depth_first::choice& depth_first::add(const choice_point& at) {
  choice made{};
  made.asleep = asleep_;
  made.preemptions = preemptions_;
  made.costs = at.may_stay;
  made.untried = at.eligible - asleep_;
  if (made.untried.empty()) end_run(ending::redundant);
  made.value = made.untried.has(at.preferred) ? at.preferred : made.untried.first();
  made.untried.remove(made.value);
  const task_set costly = made.costs ? made.untried : made.untried & at.early;
  if (preemptions_ >= bound_ && !costly.empty()) {
    made.untried -= costly;
    bounded_something_ = true;
  }
  path_.add(made);
  return path_.back();
}

unsigned depth_first::take(choice& which, const choice_point& at) {
  const bool preempts = which.value != at.preferred && (which.costs || at.early.has(which.value));
  preemptions_ = which.preemptions + (preempts ? 1 : 0);
  if (!reduces()) return which.value;
  // Time that passes changes what everybody sees.
  const pending_operation& next = tasks[which.value].pending;
  task_set stay_asleep;
  if (!at.early.has(which.value)) {
    which.asleep.for_each([&](unsigned slot) {
      if (!conflict(tasks[slot].pending, next)) stay_asleep.add(slot);
    });
  }
  asleep_ = stay_asleep;
  return which.value;
}

unsigned depth_first::choose(const choice_point& at) {
  if (depth_ < path_.size()) {
    choice& known = path_[depth_++];
    // A program that does not do the same again cannot be searched so.
    if (known.values != 0 || !at.eligible.has(known.value)) {
      left_something_out_ = true;
      return at.preferred;
    }
    return take(known, at);
  }
  if (path_.full()) {
    left_something_out_ = true;
    return at.preferred;
  }
  ++depth_;
  return take(add(at), at);
}

unsigned depth_first::choose_value(operation what, unsigned options) {
  if (is_unlikely(what)) return 0;
  if (depth_ < path_.size()) {
    const choice& known = path_[depth_++];
    return known.values == options ? known.value : 0;
  }
  if (path_.full()) return 0;
  choice made{};
  made.values = options;
  path_.add(made);
  ++depth_;
  return 0;
}

void depth_first::end(std::uint64_t) {
  // What comes behind the end of this schedule belongs to an earlier one.
  path_.resize(depth_ < path_.size() ? depth_ : path_.size());
}

}  // namespace millrace::explorer
