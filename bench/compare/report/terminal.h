#pragma once

#include <string>

#include "model/comparison.h"
#include "report/text_table.h"

namespace millrace::compare {

/// The comparison as a table for people; no line is wider than `columns`. Where a row a line does not fit, or
/// with more than two candidates, a row takes a line a candidate.
std::string terminal_report(const comparison& all, const ink& with, std::size_t columns);

}  // namespace millrace::compare
