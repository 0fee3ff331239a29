#pragma once

#include <sys/types.h>

namespace millrace::explorer {

/// The running task's, as a thread of its own would have one; main's is that of the process.
pid_t number_of_thread();

}  // namespace millrace::explorer
