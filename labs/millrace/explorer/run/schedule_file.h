#pragma once

#include "report/json.h"
#include "run/schedule.h"

namespace millrace::explorer {

/// A schedule as one line of text: the racing sites it holds for, and its decisions.
void write_schedule(json_output& to, const char* name, const schedule& what);
/// Reads such a line from a file, and notes its racing sites. Ends the process with exit code 2 if it is
/// none.
void read_schedule(const char* file, schedule& into);

}  // namespace millrace::explorer
