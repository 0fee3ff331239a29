#pragma once

#include <string>

#include "exploration/found_failures.h"

namespace millrace::tutor {

/// "data race on stock", "deadlock": what was found, with where.
std::string headline(const told_failure& of);

/// One sentence on how it came to that, from the steps of the run; empty if they do not tell.
std::string explanation(const told_failure& of);

}  // namespace millrace::tutor
