#pragma once

#include <millrace/probe/moment.h>

namespace millrace::viewer {

/// What one look at a process brought, with all times on the machine's monotonic clock, in seconds: so that
/// processes can stand side by side on one axis.
using batch = probe::moment;

}  // namespace millrace::viewer
