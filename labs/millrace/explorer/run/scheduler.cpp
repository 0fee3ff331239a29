#include "run/scheduler.h"

#include "fibres/context.h"
#include "run/finding.h"
#include "run/story.h"
#include "run/stuck.h"

namespace millrace::explorer {

[[gnu::section("millrace_state")]] scheduler turns;

namespace {

constexpr std::uint32_t turns_before_timer = 40;  // of tasks that spin: about a second
constexpr std::uint32_t suspicious_turns = 100;   // from then on we look whether a state comes back
constexpr std::uint64_t idle_for_ever =
    3600'000'000'000;  // whoever looks at the clock so long waits for nothing
constexpr std::uint32_t wind_down_steps = 2'000;
constexpr std::uint64_t grace = 2'000'000'000;  // nanoseconds, for tasks that must end after main

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
  idle_turns_ = spins_ = 0;
  time_was_read_ = false;
  winding_down_ = spun_ = sampled_ = false;
  undisturbed_ = nullptr;
  main_starts_others_ = limits.begin_together > 0;
  taken_.decisions.clear();
}

void scheduler::count_step() {
  ++steps_;
  if (winding_down_ && steps_ > wind_down_end_)
    limits_.tasks_end ? end_run(describe_going_on(*current)) : end_run(ending::finished);
  if (!winding_down_ && steps_ > limits_.steps) end_run(ending::cut);
}

void scheduler::take_turn(operation what, std::uintptr_t object, std::uintptr_t site, std::uintptr_t with) {
  task& me = *current;
  me.pending = {what, object, with, site};
  ++me.step;
  accesses.restart();
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
  me.timed_out = me.early = false;
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
  from.ran_at = to.ran_at = steps_;
  current = &to;
  current_epoch = to.epoch;
  set_thread_pointer(to.thread_pointer);
  millrace_switch_stack(&from.stack_pointer, to.stack_pointer);
}

bool scheduler::starts_others(unsigned asking) {
  if (!main_starts_others_ || tasks[asking].number != 0) return false;
  main_starts_others_ = tasks[asking].children < limits_.begin_together && ready_.has(asking) &&
                        !spinning_.has(asking) && tasks[asking].pending.kind != operation::yield;
  return main_starts_others_;
}

unsigned scheduler::choose(unsigned asking) {
  if (undisturbed_ == &tasks[asking] && ready_.has(asking)) return asking;
  if (starts_others(asking)) return asking;
  task_set eligible = ready_ - spinning_;
  // Whoever can go on has no need of its timer.
  const task_set sleeping = timed_ - ready_;
  if (sleeping.empty()) [[likely]] {
    if (eligible.several() || (!eligible.empty() && search_->every_step()))
      return choose_among(eligible, asking);
    if (!eligible.empty()) return eligible.first();
    return ready_.empty() ? (stuck(), 0) : when_all_spin(asking);
  }
  const unsigned timer = earliest_timer(sleeping);
  if (eligible.empty()) return when_none_but_timers(asking, timer);
  if (!winding_down_ && tasks[timer].deadline <= now_ + limits_.delay) eligible.add(timer);
  const unsigned chosen =
      eligible.several() || search_->every_step() ? choose_among(eligible, asking) : eligible.first();
  // Others could have gone on: what comes round by that goes round only as long as the search wants it.
  if (chosen == timer && eligible.several()) {
    idle_turns_ = 0;
    tasks[timer].early = true;
  }
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
  if (!is_unlikely(what)) {
    idle_turns_ = 0;  // with another value it may go on
    count_step();
  }
  const unsigned value = search_->choose_value(what, options);
  if (value != 0) taken_.decisions.add({current->key, current->step, true, value});
  return value;
}

unsigned scheduler::earliest_timer(task_set among) const {
  unsigned earliest = among.first();
  among.for_each([&](unsigned slot) {
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
  spins_ = 0;
  timed_.remove(slot);
  ready_.add(slot);
  return slot;
}

/// Whoever spins on the clock sees time pass.
unsigned scheduler::when_all_spin(unsigned asking) {
  if (winding_down_ && !limits_.tasks_end) end_run(ending::finished);
  if (goes_round(asking))
    end_run(winding_down_ ? describe_going_on(tasks[ready_.first()]) : describe_livelock());
  now_ += std::uint64_t{1'000'000} * idle_turns_;
  // Two that back off for each other (std::lock) would do so for ever, step by step in turns: each gets
  // longer ones.
  const bool stays = idle_turns_ % (1 + idle_turns_ / 8) != 0;
  return ready_.first_from((asking + (stays ? 0 : 1)) % most_tasks);
}

/// What looks like a loop that waits may be one that ends, or looks at the clock: it gets some turns, and a
/// little time with each, before time jumps.
unsigned scheduler::when_none_but_timers(unsigned asking, unsigned timer) {
  if (!ready_.empty() && !winding_down_ && spins_ < turns_before_timer && tasks[timer].deadline > now_) {
    now_ += std::uint64_t{1'000'000} * ++spins_;
    return ready_.first_from((asking + 1) % most_tasks);
  }
  if (winding_down_ && limits_.tasks_end && tasks[timer].deadline > grace_end_)
    end_run(describe_going_on(tasks[timer]));
  if (goes_round(asking)) winding_down_ ? stuck() : end_run(describe_livelock());
  return fire(timer);
}

/// Nobody has changed anything for a while: do they all stand where they stood before?
bool scheduler::goes_round(unsigned asking) {
  if (idle_turns_ == 0) {
    time_was_read_ = false;
    round_.restart();
  }
  ++idle_turns_;
  if (idle_turns_ < suspicious_turns) return false;
  if (time_was_read_) return now_ - read_first_at_ > idle_for_ever;
  const std::uint64_t state = state_of_all(asking);
  if (state == 0) round_.restart();
  return state != 0 && round_.comes_back(state);
}

/// 0 if what the asking task did since then cannot be told.
std::uint64_t scheduler::state_of_all(unsigned asking) {
  task& me = tasks[asking];
  const bool wrote = (me.wrote & wrote_elsewhere) != 0;
  me.wrote &= ~wrote_elsewhere;
  if (!me.finished) me.state = own_state();
  if (wrote || me.state == 0) return 0;
  std::uint64_t all = mixed(me.key, 1);
  (ready_ | timed_).for_each([&](unsigned slot) {
    const std::uint64_t left = timed_.has(slot) ? tasks[slot].deadline - now_ : 0;
    all = mixed(all, mixed(tasks[slot].key, tasks[slot].state) + left);
  });
  return all | 1;
}

void scheduler::note_reading(std::uintptr_t site, std::uintptr_t object, std::uint64_t value) {
  task& me = *current;
  const std::uint64_t by_others = changes_ - me.own_changes;
  reading& last = remembered_reading(me, site, object);
  const bool same =
      last.site == site && last.object == object && last.value == value && last.changes == by_others;
  last = {site, object, value, by_others, same ? last.times + 1 : 1};
  // A loop that counts or stores something is on its way to an end, so it is left alone for longer.
  const std::uint32_t patience = (me.wrote & wrote_since_reading) != 0 ? 20 : 2;
  me.wrote &= ~wrote_since_reading;
  if (last.times < patience) return;
  spinning_.add(me.slot);
  spun_ = true;
}

void scheduler::note_loop(std::uintptr_t site) {
  if (current->wrote == 0)
    spinning_.add(current->slot);
  else
    note_change();
  current->wrote = 0;
  take_turn(operation::yield, 0, site);
}

void scheduler::wind_down() {
  winding_down_ = true;
  wind_down_end_ = steps_ + (limits_.tasks_end ? limits_.steps : wind_down_steps);
  grace_end_ = now_ + grace;
}

void scheduler::stuck() {
  end_run(describe_stuck());
}

}  // namespace millrace::explorer
