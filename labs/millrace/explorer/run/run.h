#pragma once

#include <cstdint>

#include "memory/lasting_list.h"
#include "run/finding.h"
#include "run/program.h"
#include "run/scheduler.h"
#include "search/strategy.h"

namespace millrace::explorer {

/// What came of one run.
struct run_result {
  const finding& how;  ///< until the next run
  std::uint64_t steps;
};

/// Before anything else: memory, donors, handlers. Once.
void prepare_runs();
/// The program's state now is what each run begins with, and that is what it does.
void keep_state(const program_entry& entry);

/// Runs the program once, from main to its end, under that search. What was found to race before is a
/// scheduling point for the first `active_sites` of the racing sites.
run_result run_once(strategy& by, const run_limits& limits, std::size_t active_sites);

/// Races of the last run.
constexpr std::size_t most_races = 64;
const lasting_list<finding, most_races>& races_of_run();
/// What the last run found with that signature, as its end or as a race on the way; null if it did not.
const finding* found_in_run(std::uint64_t signature);

/// From within: ends it.
[[noreturn]] void leave_run(const finding& how);
[[noreturn]] void leave_run(ending how);

}  // namespace millrace::explorer
