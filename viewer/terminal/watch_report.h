#pragma once

#include <string>

#include "terminal/live_view.h"

namespace millrace::viewer::terminal {

/// A row a task of a deadlock: what it waits for, who has that, and where.
std::string deadlock_table(live_view& of, const probe::wait_cycle& cycle);

/// All that was seen of a program, in tables: tasks, waits by place, orders of locks.
std::string watch_report(live_view& of);
/// The same for machines, in one line. `code` is the program's exit code.
std::string watch_report_json(live_view& of, int code);

}  // namespace millrace::viewer::terminal
