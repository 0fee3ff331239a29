#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "history/trend.h"
#include "report/text_table.h"

namespace millrace::compare {

/// A line a row: its sparkline, its last median, its change since the first run.
std::string history_overview(const std::vector<trend>& all, const ink& with, std::size_t columns);

/// Every run of a row: commit, moment, median, verdict against the run before, and what speaks against it.
std::string history_of_row(const trend& over, const ink& with, std::size_t columns);

/// The same with pictures, as a page.
std::string history_page(const std::vector<trend>& all);

}  // namespace millrace::compare
