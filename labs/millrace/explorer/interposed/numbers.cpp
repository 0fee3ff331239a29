// The numbers by which the kernel tells threads and processors apart. To it there is but one thread, which
// would be that of all tasks.
#include "interposed/numbers.h"

#include <sched.h>
#include <unistd.h>

#include "interposed/as_ever.h"

namespace millrace::explorer {

pid_t number_of_thread() {
  return getpid() + static_cast<pid_t>(current->number);
}

}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

pid_t gettid() noexcept {
  return in_run() ? number_of_thread() : as_ever<pid_t>("gettid");
}
int sched_getcpu() noexcept {
  return in_run() ? 0 : as_ever("sched_getcpu");
}

}  // extern "C"
