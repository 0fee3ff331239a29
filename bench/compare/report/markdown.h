#pragma once

#include <string>

#include "model/comparison.h"

namespace millrace::compare {

/// The comparison as a table for a README or a pull request.
std::string markdown_report(const comparison& all);

}  // namespace millrace::compare
