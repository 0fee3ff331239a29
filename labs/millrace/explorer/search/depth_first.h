#pragma once

#include <cstdint>

#include "memory/lasting_list.h"
#include "model/task.h"
#include "search/strategy.h"

namespace millrace::explorer {

/// All schedules, one after the other: first those without a preemption, then with one, with two (iterative
/// context bounding: Musuvathi, Qadeer 2007), then all that are left. Without a bound, orders that differ
/// only in steps that commute are taken once (sleep sets: Godefroid 1996); with a bound that would lose
/// schedules.
class depth_first final : public strategy {
 public:
  const char* name() const override { return "dfs"; }
  void prepare();
  /// Starts from the beginning; no more than `most_preemptions` (`never`: no bound).
  void restart(std::uint64_t most_preemptions);

  bool begin(std::uint64_t seed) override;
  unsigned choose(const choice_point& at) override;
  unsigned choose_value(operation what, unsigned options) override;
  void end(std::uint64_t steps) override;

  /// The last schedule was not run to its end, so nothing is complete.
  void note_cut() { left_something_out_ = true; }

  /// All schedules with at most so many preemptions are done; `never`: none is yet.
  std::uint64_t completed() const { return completed_; }
  /// All schedules are.
  bool exhausted() const { return exhausted_; }

 private:
  /// One choice on the way to where we are.
  struct choice {
    task_set untried;
    task_set asleep;            ///< what they would do next has been looked at, and nothing since disturbs it
    std::uint32_t value;        ///< that is taken: a slot, or a value
    std::uint32_t values;       ///< how many there are, if it is one of a value; else 0
    std::uint32_t preemptions;  ///< before this
    bool costs;                 ///< to take another than the first is a preemption
  };

  bool next_schedule();
  bool next_bound();
  choice& add(const choice_point& at);
  unsigned take(choice& which, const choice_point& at);
  bool reduces() const { return bound_ == never; }

  static constexpr std::uint64_t last_bound = 2;  // before the search without a bound
  static constexpr std::size_t deepest = 1 << 18;
  lasting_list<choice, deepest> path_;
  std::size_t depth_ = 0;
  std::uint64_t bound_ = 0;
  std::uint64_t most_ = never;
  std::uint64_t completed_ = never;
  std::uint32_t preemptions_ = 0;
  task_set asleep_;  ///< at the next choice
  bool started_ = false;
  bool bounded_something_ = false;
  bool left_something_out_ = false;  ///< of a schedule that was too deep or too long
  bool exhausted_ = false;
};

}  // namespace millrace::explorer
