#pragma once

#include "model/task.h"
#include "run/finding.h"

namespace millrace::explorer {

/// What stands in for a run, so that the explorer's own parts can be tried without fibres, in an ordinary
/// program and under AddressSanitizer. An end of the run is thrown.
struct run_ended {
  ending how;
};

struct seen_reports {
  int races = 0;
  int uses_after_free = 0;
  bool forgiven = false;  ///< each race is one that nobody can mend
};
extern seen_reports reports;

/// Memory, shadow and as many tasks as are asked for, the first of which runs.
void prepare_doubles(unsigned task_count);
/// Another task goes on.
void go_on_as(unsigned slot);

}  // namespace millrace::explorer
