#include "run/scheduler.h"

#include "fibres/context.h"
#include "run/finding.h"
#include "run/story.h"
#include "run/stuck.h"

namespace millrace::explorer {

[[gnu::section("millrace_state")]] scheduler turns;

namespace {

constexpr std::uint64_t start_of_time = 1'700'000'000'000'000'000;  // any: programs print it at most
constexpr std::uint32_t most_idle_turns = 2'000;
constexpr std::uint32_t most_idle_timers = 1'000;
constexpr std::uint32_t wind_down_steps = 2'000;

/// What the task read there before, or the place of what it has not read for longest.
reading& remembered_reading(task& of, std::uintptr_t site, std::uintptr_t object) {
  for (auto& each : of.readings) {
    if (each.site == site && each.object == object) return each;
  }
  of.oldest_reading = (of.oldest_reading + 1) % task::remembered;
  return of.readings[of.oldest_reading];
}

}  // namespace

void scheduler::prepare() {
  taken_.reserve();
}

void scheduler::begin_run(strategy& by, const run_limits& limits) {
  search_ = &by;
  limits_ = limits;
  ready_ = timed_ = spinning_ = {};
  now_ = start_of_time;
  changes_ = steps_ = 0;
  idle_turns_ = timers_fired_idle_ = 0;
  winding_down_ = spun_ = false;
  taken_.decisions.clear();
}

void scheduler::count_step() {
  ++steps_;
  if (winding_down_ && steps_ > wind_down_end_) end_run(ending::finished);
  if (!winding_down_ && steps_ > limits_.steps) end_run(ending::cut);
}

void scheduler::take_turn(operation what, std::uintptr_t object, std::uintptr_t site, std::uintptr_t with) {
  task& me = *current;
  me.pending = {what, object, with, site};
  ++me.step;
  accesses_left = most_accesses_in_a_row;
  count_step();
  if (story_of_run.told) story_of_run.tell_wait(what, object, site);
  const unsigned next = choose(me.slot);
  if (next != me.slot) go_on_with(next);
  if (story_of_run.told) story_of_run.tell(what, object, site);
}

bool scheduler::wait_turn(operation what, std::uintptr_t object, std::uintptr_t site, std::uint64_t deadline,
                          std::uintptr_t with) {
  task& me = *current;
  me.deadline = deadline;
  me.timed_out = false;
  if (deadline != never) timed_.add(me.slot);
  take_turn(what, object, site, with);
  me.deadline = never;
  timed_.remove(me.slot);
  return !me.timed_out;
}

void scheduler::leave() {
  const unsigned slot = current->slot;
  ++current->step;  // what is chosen now is another choice than the one before
  ready_.remove(slot);
  spinning_.remove(slot);
  note_change();
  go_on_with(choose(slot));
  __builtin_unreachable();
}

void scheduler::go_on_with(unsigned slot) {
  task& from = *current;
  task& to = tasks[slot];
  current = &to;
  current_epoch = to.epoch;
  set_thread_pointer(to.thread_pointer);
  millrace_switch_stack(&from.stack_pointer, to.stack_pointer);
}

unsigned scheduler::choose(unsigned asking) {
  task_set eligible = ready_ - spinning_;
  if (timed_.empty()) [[likely]] {
    if (eligible.several() || (!eligible.empty() && search_->every_step()))
      return choose_among(eligible, asking);
    if (!eligible.empty()) return eligible.first();
    return ready_.empty() ? (stuck(), 0) : when_all_spin(asking);
  }
  const unsigned timer = earliest_timer();
  if (eligible.empty()) {
    // Whoever sleeps, looks, and sleeps again while nothing changes will do so for ever.
    if (ready_.empty() && ++timers_fired_idle_ > most_idle_timers)
      winding_down_ ? stuck() : end_run(describe_livelock());
    return fire(timer);
  }
  if (!winding_down_ && tasks[timer].deadline <= now_ + limits_.delay) eligible.add(timer);
  const unsigned chosen =
      eligible.several() || search_->every_step() ? choose_among(eligible, asking) : eligible.first();
  return timed_.has(chosen) && !ready_.has(chosen) ? fire(chosen) : chosen;
}

unsigned scheduler::choose_among(task_set eligible, unsigned asking) {
  // A timer goes early only when it is chosen.
  const task_set normal = eligible & ready_;
  const unsigned preferred = normal.first_from(asking);
  if (winding_down_) return preferred;
  const unsigned chosen =
      search_->choose({eligible, asking, preferred, normal.has(asking), eligible - ready_});
  if (chosen != preferred)
    taken_.decisions.add({tasks[asking].key, tasks[asking].step, false, tasks[chosen].key});
  return chosen;
}

unsigned scheduler::choose_value(operation what, unsigned options) {
  if (winding_down_ || options < 2) return 0;
  ++current->step;
  const unsigned value = search_->choose_value(what, options);
  if (value != 0) taken_.decisions.add({current->key, current->step, true, value});
  return value;
}

unsigned scheduler::earliest_timer() const {
  unsigned earliest = timed_.first();
  timed_.for_each([&](unsigned slot) {
    if (tasks[slot].deadline < tasks[earliest].deadline) earliest = slot;
  });
  return earliest;
}

unsigned scheduler::fire(unsigned slot) {
  task& sleeper = tasks[slot];
  if (sleeper.deadline > now_) {
    now_ = sleeper.deadline;
    spinning_ = {};  // whoever looked at the clock in a loop sees another time now
  }
  sleeper.timed_out = true;
  timed_.remove(slot);
  ready_.add(slot);
  return slot;
}

/// Whoever spins on the clock sees time pass; if nothing else changes for long, nothing ever will.
unsigned scheduler::when_all_spin(unsigned asking) {
  if (winding_down_) end_run(ending::finished);
  if (++idle_turns_ > most_idle_turns) end_run(describe_livelock());
  now_ += std::uint64_t{1'000'000} * idle_turns_;
  // Two that back off for each other (std::lock) would do so for ever, step by step in turns: each gets
  // longer ones.
  const bool stays = idle_turns_ % (1 + idle_turns_ / 8) != 0;
  return ready_.first_from((asking + (stays ? 0 : 1)) % most_tasks);
}

void scheduler::note_reading(std::uintptr_t site, std::uintptr_t object, std::uint64_t value) {
  task& me = *current;
  const std::uint64_t by_others = changes_ - me.own_changes;
  reading& last = remembered_reading(me, site, object);
  const bool same =
      last.site == site && last.object == object && last.value == value && last.changes == by_others;
  last = {site, object, value, by_others, same ? last.times + 1 : 1};
  // A loop that counts or stores something is on its way to an end, so it is left alone for longer.
  const std::uint32_t patience = (me.wrote & 1) != 0 ? 20 : 2;
  me.wrote &= 2;
  if (last.times < patience) return;
  spinning_.add(me.slot);
  spun_ = true;
}

void scheduler::note_loop() {
  if (current->wrote == 0) spinning_.add(current->slot);
  if (current->wrote != 0) note_change();
  current->wrote = 0;
  take_turn(operation::yield, 0, 0);
}

void scheduler::wind_down() {
  winding_down_ = true;
  wind_down_end_ = steps_ + wind_down_steps;
}

void scheduler::stuck() {
  end_run(describe_stuck());
}

}  // namespace millrace::explorer
