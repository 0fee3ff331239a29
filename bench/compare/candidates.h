#pragma once

#include <vector>

#include "options.h"
#include "reading/results.h"

namespace millrace::compare {

/// What is compared, from files or from runs; at least two. Throws cannot_compare.
std::vector<results> candidates_of(const options& how);

}  // namespace millrace::compare
