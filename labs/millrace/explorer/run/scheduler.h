#pragma once

#include <cstdint>

#include "model/task.h"
#include "run/recurrence.h"
#include "run/schedule.h"
#include "search/strategy.h"

namespace millrace::explorer {

/// Bounds of a run.
struct run_limits {
  std::uint32_t steps = 20'000;
  /// A timer may end while others could go on, if it is no further away: no ready task is assumed to be held
  /// up for longer.
  std::uint64_t delay = 1'000'000'000;
  bool spurious = true;  ///< wake-ups that nobody sent, weak compare-exchanges that fail
  /// Main is left alone until it has started so many tasks: the others begin together.
  std::uint32_t begin_together = 0;
  bool tasks_end = false;  ///< a task that goes on when main has ended is a leak, even if it is not blocked
};

/// Decides who goes on. One for the process; all its members are of the current run.
class scheduler {
 public:
  void prepare();
  void begin_run(strategy& by, const run_limits& limits);

  /// A scheduling point: says what the running task does next, and returns when it is chosen to do it. `with`
  /// is another object that this changes.
  void take_turn(operation what, std::uintptr_t object, std::uintptr_t site, std::uintptr_t with = 0);
  /// The same for what it cannot do yet: somebody has to make it ready, or its deadline to pass (in virtual
  /// time), which is when this returns false.
  bool wait_turn(operation what, std::uintptr_t object, std::uintptr_t site, std::uint64_t deadline = never,
                 std::uintptr_t with = 0);
  /// Ends the running task's part in this run.
  [[noreturn]] void leave();

  /// From now on nobody comes between the running task's steps, as long as it can go on.
  void begin_undisturbed() { undisturbed_ = current; }
  void end_undisturbed() { undisturbed_ = nullptr; }

  void make_ready(unsigned slot) { ready_.add(slot); }
  void make_ready(task_set slots) { ready_ |= slots; }
  void make_unready(task_set slots) { ready_ -= slots; }
  bool is_ready(unsigned slot) const { return ready_.has(slot); }
  /// Or it will be, when its time has come.
  bool can_go_on(unsigned slot) const { return ready_.has(slot) || timed_.has(slot); }

  /// Something changed that others may be waiting for in a loop.
  void note_change() {
    ++changes_;
    ++current->own_changes;
    spinning_ = {};
    idle_turns_ = spins_ = 0;
    current->wrote &= wrote_since_reading;
  }
  /// The running task loops without a scheduling point.
  void note_loop(std::uintptr_t site);
  /// It looked at the clock: that nothing changes does not mean that it does not go on.
  void note_time_was_read() {
    if (!time_was_read_) read_first_at_ = now_;
    time_was_read_ = true;
  }
  /// The running task saw `value` there. If it does so again and again while nobody changes anything, it
  /// spins: the others go first.
  void note_reading(std::uintptr_t site, std::uintptr_t object, std::uint64_t value);

  /// A value below `options` that the search chooses; 0 is the normal one.
  unsigned choose_value(operation what, unsigned options);
  /// Of what the program leaves open not every value is tried.
  void note_sample() { sampled_ = true; }
  /// Does what is allowed but seldom happens: a wake-up that nobody sent, a weak compare-exchange that fails?
  bool unlikely_event(operation what) { return limits_.spurious && choose_value(what, 2) != 0; }

  std::uint64_t now() const { return now_; }
  /// Nobody but the running task could go on.
  bool is_alone() const { return ((ready_ | timed_) - task_set::only(current->slot)).empty(); }
  /// Virtual time since the run began.
  std::uint64_t elapsed() const { return now_ - start_of_time; }
  std::uint64_t steps() const { return steps_; }
  const schedule& taken() const { return taken_; }
  /// Was a loop taken for one that waits, and not repeated?
  bool spun() const { return spun_; }
  bool sampled() const { return sampled_; }
  /// From now on nothing is chosen any more: the program is over, and we look what is left.
  void wind_down();
  bool winding_down() const { return winding_down_; }

 private:
  bool starts_others(unsigned asking);
  unsigned choose(unsigned asking);
  unsigned choose_among(task_set eligible, unsigned asking);
  unsigned when_all_spin(unsigned asking);
  unsigned when_none_but_timers(unsigned asking, unsigned timer);
  bool goes_round(unsigned asking);
  std::uint64_t state_of_all(unsigned asking);
  unsigned fire(unsigned slot);
  unsigned earliest_timer(task_set among) const;
  void go_on_with(unsigned slot);
  void count_step();
  [[noreturn]] void stuck();

  strategy* search_ = nullptr;
  run_limits limits_;
  task_set ready_;
  task_set timed_;
  task_set spinning_;
  static constexpr std::uint64_t start_of_time = 1'700'000'000'000'000'000;  // any: programs print it at most
  std::uint64_t now_ = start_of_time;
  std::uint64_t changes_ = 0;
  std::uint64_t steps_ = 0;
  std::uint32_t idle_turns_ = 0;
  std::uint32_t spins_ = 0;  ///< turns of tasks that spin, since time jumped to a timer
  std::uint64_t read_first_at_ = 0;
  bool time_was_read_ = false;  ///< since nothing changes
  recurrence round_;
  std::uint64_t wind_down_end_ = 0;  ///< in steps
  std::uint64_t grace_end_ = 0;      ///< in virtual time
  bool winding_down_ = false;
  bool spun_ = false;
  bool sampled_ = false;
  const task* undisturbed_ = nullptr;
  bool main_starts_others_ = false;  ///< and has not waited for any of them so far
  schedule taken_;
};
extern scheduler turns;

}  // namespace millrace::explorer
