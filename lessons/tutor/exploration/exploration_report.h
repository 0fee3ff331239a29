#pragma once

#include <string>
#include <vector>

#include "exploration/found_failures.h"
#include "terminal/style.h"

namespace millrace::tutor {

/// What went wrong for good comes first, and a race only where it is not the cause that the first one shows.
std::vector<const told_failure*> by_weight(const exploration_result& of);
/// What was looked at, in words that claim no more than is so.
std::string coverage_words(const exploration_result& of, const std::string& search);
/// For people: coverage, and each failure with its table. `replay` is how to see it again.
std::string exploration_report(const exploration_result& of, const std::string& search, const style& out,
                               int width);
std::string exploration_report_json(const exploration_result& of, const std::string& search);

}  // namespace millrace::tutor
