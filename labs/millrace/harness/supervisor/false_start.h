#pragma once

#include <millrace/harness/supervisor/observations.h>

namespace millrace::harness {

/// Throws cannot_run if the candidate never got to serve for a reason that is not in it: its sanitizer cannot
/// work on this machine, or its program could not be set up.
void refuse_false_start(const observations& seen);

}  // namespace millrace::harness
