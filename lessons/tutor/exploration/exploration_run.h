#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "course/project.h"
#include "exploration/found_failures.h"

namespace millrace::tutor {

/// How a program is explored.
struct exploration_options {
  std::string search = "portfolio";  ///< random, pct, pos, dfs, or all of them in turn
  unsigned long schedules = 0;       ///< 0: as many as the budget allows
  double budget = 0;                 ///< seconds; 0: five, or as long as the schedules take
  unsigned long seed = 1;
  unsigned long steps = 0;  ///< that one schedule may have; 0: as many as the program needs
  long preemptions = -1;    ///< bound of the depth-first search; -1: none
  bool keep_going = false;
  bool spurious = true;
  bool tasks_end = false;  ///< who goes on when main has ended is left behind, blocked or not
  double early_timers =
      1;               ///< a timer may end before others have had their turn, if it is no more seconds away
  std::string replay;  ///< a schedule that an earlier exploration has written
};

/// The program does what cannot be explored: it starts processes, uses sockets, damages memory beyond its
/// own.
class cannot_explore : public cannot_run {
 public:
  using cannot_run::cannot_run;
};

/// Runs a program that is linked with the explorer's runtime. `raw` is a file for what that says, which stays
/// there. Throws cannot_explore and cannot_run.
exploration_result explore_program(const std::filesystem::path& program,
                                   const std::vector<std::string>& arguments, const exploration_options& how,
                                   const std::filesystem::path& raw, const std::stop_token& stop = {});

/// What went wrong for good counts more than a race on the way there. There must be a failure.
const told_failure& most_telling(const exploration_result& of);

}  // namespace millrace::tutor
