#pragma once

#include <string>

#include "exploration/found_failures.h"
#include "terminal/style.h"

namespace millrace::tutor {

/// The failing run as a table: a column for each task, a row for each step.
std::string schedule_table(const told_failure& of, const style& out, int width);

}  // namespace millrace::tutor
