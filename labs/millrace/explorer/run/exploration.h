#pragma once

#include <cstdint>

#include "memory/lasting_list.h"
#include "run/finding.h"
#include "run/options.h"
#include "run/schedule.h"
#include "search/replay.h"
#include "search/strategy.h"

namespace millrace::explorer {

/// A finding with the schedule that led to it.
struct found_failure {
  finding what;
  schedule by;
  const char* search;         ///< the search that came upon it
  std::uint64_t at_schedule;  ///< the how-manieth schedule it was
  std::uint64_t decisions;    ///< before it was shrunk
  bool again;                 ///< the schedule finds it again, as it should
};

/// What was looked at.
struct coverage {
  std::uint64_t schedules = 0;
  std::uint64_t steps = 0;
  std::uint64_t distinct = 0;  ///< different sequences of decisions; a lower bound
  std::uint64_t longest = 0;   ///< steps of one schedule
  std::uint64_t cut = 0;       ///< schedules that had too many steps
  std::uint64_t discarded = 0;
  std::uint64_t redundant = 0;  ///< schedules that were not run to their end, for they go on like others
  bool spun = false;            ///< loops that wait were not repeated
  bool sampled = false;         ///< of open numbers only some were tried
  std::uint64_t nanoseconds = 0;
  bool complete = false;    ///< every schedule within `preemptions`
  bool exhaustive = false;  ///< every schedule
  std::uint64_t preemptions = 0;
};

/// Runs schedule after schedule, until a failure is found, the budget is spent, or there are no more.
class exploration {
 public:
  static constexpr std::size_t most_failures = 32;
  static constexpr std::size_t most_races_kept = 24;

  explicit exploration(const options& how) : how_(how), limits_(how.limits) {}
  void prepare();
  void run();
  void replay_file();
  /// Does each failure come again when its schedule is followed once more?
  void repeat_failures();
  /// The same, and leaves out of each failure's schedule what it does not need.
  void shrink_failures();

  void note_time(std::uint64_t nanoseconds) { covered_.nanoseconds = nanoseconds; }
  std::size_t failure_count() const { return count_; }
  found_failure& failure(std::size_t index) { return failures_[index]; }
  const coverage& covered() const { return covered_; }
  replay& replayer() { return replay_; }
  const run_limits& limits() const { return limits_; }

 private:
  void run_first();
  strategy& search_for(std::uint64_t index);
  bool budget_is_spent() const;
  std::size_t sites_for(const strategy& by) const;
  std::uint32_t together_for(const strategy& by) const;
  bool run_one(strategy& by, std::uint64_t seed);
  void note(const finding& what, const char* search);
  void shrink_failure(found_failure& which, std::uint64_t end);
  void forget_races();
  void note_distinct();
  void note_completeness();
  bool depth_first_is_done() const;

  const options& how_;
  run_limits limits_;
  coverage covered_;
  replay replay_;
  schedule nothing_;
  found_failure* failures_ = nullptr;
  std::size_t count_ = 0;
  bool failed_ = false;  ///< otherwise than by a race
  std::size_t dfs_sites_ = 0;
  std::uint32_t started_ = 0;  ///< by main, in the normal course
  std::uint64_t began_ = 0;
  std::uint64_t race_at_ = 0;      ///< when the first race was found; 0: never
  unsigned char* seen_ = nullptr;  ///< a bit for each hash of decisions
};

}  // namespace millrace::explorer
