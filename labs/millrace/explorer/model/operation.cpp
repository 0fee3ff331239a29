#include "model/operation.h"

namespace millrace::explorer {

const char* name_of(operation which) {
  static constexpr const char* names[] = {
      "start",          "finish",         "create",       "join",  "lock",       "try_lock",
      "unlock",         "lock_shared",    "wait",         "wake",  "notify_one", "notify_all",
      "semaphore_wait", "semaphore_post", "barrier_wait", "once",  "sleep",      "yield",
      "clock",          "futex_wait",     "futex_wake",   "load",  "store",      "read_modify_write",
      "fence",          "read",           "write",        "choice"};
  return names[static_cast<unsigned>(which)];
}

const char* name_of(outcome which) {
  static constexpr const char* names[] = {"done", "refused", "timed_out", "early", "unasked"};
  return names[static_cast<unsigned>(which)];
}

}  // namespace millrace::explorer
