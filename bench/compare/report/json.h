#pragma once

#include <string>

#include "model/comparison.h"

namespace millrace::compare {

/// The comparison for machines, one document. Times are in seconds.
std::string json_report(const comparison& all);

}  // namespace millrace::compare
