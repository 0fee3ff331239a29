#pragma once

#include <string>

#include "model/comparison.h"

namespace millrace::compare {

/// The comparison as a page that needs nothing but a browser: every row with its pictures, sweeps, filter and
/// order, in light and dark.
std::string html_report(const comparison& all);

}  // namespace millrace::compare
