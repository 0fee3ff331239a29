#pragma once

#include <cstdint>

#include "run/scheduler.h"

namespace millrace::explorer {

enum class search_kind : std::uint8_t { portfolio, random, pct, pos, dfs };

/// What is asked of the explorer, as "schedules=10000 seed=3".
struct options {
  std::uint64_t schedules = 0;     ///< 0: as many as the budget allows
  std::uint64_t budget_ms = 5000;  ///< 0: no bound on the time
  std::uint64_t seed = 1;
  search_kind search = search_kind::portfolio;
  bool shrink = true;                 ///< failing schedules, as far as that goes
  bool keep_going = false;            ///< after the first failure: look for others
  std::uint64_t preemptions = never;  ///< bound of the depth-first search
  char result[512] = {};              ///< the file for the result; else standard output
  char replay[512] = {};              ///< a file with a schedule to run instead of a search
  bool steps_are_given = false;       ///< otherwise as many as the program needs
  run_limits limits;
};

/// Ends the process with exit code 2 if it is not understood. Null: nothing is asked.
options options_from(const char* text);

}  // namespace millrace::explorer
