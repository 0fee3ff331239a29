#pragma once

#include <vector>

#include "options.h"
#include "reading/results.h"
#include "report/text_table.h"

namespace millrace::compare {

/// Keeps candidates in the history, and says so on standard error. Throws cannot_compare.
void keep_results(const std::vector<results>& all, const options& how);

/// What the history holds, in words or as a page. Throws cannot_compare.
int show_history(const options& how, const ink& with, std::size_t columns);

}  // namespace millrace::compare
