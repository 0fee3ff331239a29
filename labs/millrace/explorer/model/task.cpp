#include "model/task.h"

#include "fibres/donor.h"
#include "races/shadow.h"
#include "run/finding.h"

namespace millrace::explorer {

[[gnu::section("millrace_state")]] task outside{};
[[gnu::section("millrace_state")]] task* current = &outside;
[[gnu::section("millrace_state")]] task* tasks = nullptr;
[[gnu::section("millrace_state")]] std::uint64_t current_epoch = 0;
[[gnu::section("millrace_state")]] access_count accesses;
[[gnu::section("millrace_state")]] logical_time logical{};

namespace {

/// Another for each task: with creator.key ^ creator.children the first child's second would be main's third.
std::uint64_t child_key(const task& creator) {
  return mixed(creator.key * 0x9e3779b97f4a7c15U, creator.children);
}

void forget_former(task& made) {
  made.finished = made.detached = made.joined = made.timed_out = made.has_release_fence = false;
  made.wrote = 0;
  made.children = made.step = 0;
  made.own_changes = made.state = 0;
  made.deadline = never;
  made.result = made.cleanup_handlers = nullptr;
  made.joiners = {};
  made.exit_action_count = made.oldest_reading = 0;
  made.acquired_relaxed.clear();
  for (auto& each : made.readings) each.site = 0;
}

}  // namespace

task& make_task(unsigned slot, task* creator) {
  task& made = tasks[slot];
  forget_former(made);
  donor& lent = donor_of(slot);
  made.slot = static_cast<std::uint8_t>(slot);
  made.thread_pointer = lent.thread_pointer;
  made.clock.clear();
  if (creator != nullptr) {
    ++creator->children;
    made.key = child_key(*creator);
    made.clock.assign(creator->clock);
  } else {
    made.key = 1;
  }
  made.pending = {operation::start, 0, 0, 0};
  made.clock.set(slot, ++logical.now);
  made.epoch = access_word::make(logical.now, slot);
  return made;
}

void advance_clock() {
  current->clock.set(current->slot, ++logical.now);
  current->epoch = current_epoch = access_word::make(logical.now, current->slot);
}

}  // namespace millrace::explorer
