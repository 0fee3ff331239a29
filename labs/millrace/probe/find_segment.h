#pragma once

#include <sys/types.h>

namespace millrace::probe {

/// Opens the segment that a process publishes, through its descriptors in /proc: so that the process needs no
/// thread to hand it out, and nothing is left behind when it dies. Throws std::system_error.
int open_segment(pid_t process);

}  // namespace millrace::probe
