#include "run/starvation.h"

#include "model/tasks.h"
#include "run/recurrence.h"
#include "run/scheduler.h"
#include "run/stuck.h"

namespace millrace::explorer {
namespace {

constexpr std::uint32_t suspicious_times = 32;  // from then on we look whether a state comes back

struct watch {
  std::uintptr_t lock;
  recurrence round;
  std::uint64_t round_began;  ///< the step of the state that has to come back
  bool passed_over;           // in any run
};
[[gnu::section("millrace_state")]] watch watched{};

/// All who can go on, or will when their time comes, have had a turn since then.
bool was_fair(std::uint64_t since) {
  for (unsigned slot = 0; slot < slots_used(); ++slot) {
    const task& each = tasks[slot];
    if (&each != current && !each.finished && turns.can_go_on(slot) && each.ran_at <= since) return false;
  }
  return true;
}

/// Where everybody stands, with all that they have on their stacks; 0 if that cannot be told.
std::uint64_t state_of_all() {
  current->state = own_state();
  if (current->state == 0) return 0;
  std::uint64_t all = 1;
  for (unsigned slot = 0; slot < slots_used(); ++slot) {
    const task& each = tasks[slot];
    if (!each.finished) all = mixed(all, mixed(each.key, each.state) + each.pending.site);
  }
  return all | 1;
}

}  // namespace

void note_passed_over(sync_object& lock) {
  watched.passed_over = true;
  if (++lock.passed_over < suspicious_times || turns.winding_down()) return;
  if (lock.passed_over == suspicious_times || watched.lock != lock.address) watched.round.restart();
  watched.lock = lock.address;
  const std::uint64_t state = state_of_all();
  if (state == 0) {
    watched.round.restart();
  } else if (watched.round.comes_back(state)) {
    if (was_fair(watched.round_began)) end_run(describe_starvation(tasks[lock.waiters.first()]));
  } else if (watched.round.keeps_last()) {
    watched.round_began = turns.steps();
  }
}

bool writers_are_passed_over() {
  return watched.passed_over;
}

}  // namespace millrace::explorer
