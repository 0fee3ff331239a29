#pragma once

#include <string>

#include "exploration/found_failures.h"
#include "terminal/style.h"

namespace millrace::tutor {

/// The failing run as a table: a column for each task, a row for each step, of which the last are shown.
std::string schedule_table(const told_failure& of, const style& out, int width, std::size_t most_rows = 40);

/// The places that it names, as often as it does.
std::vector<code_place> places_in_table(const told_failure& of, std::size_t most_rows = 40);

}  // namespace millrace::tutor
