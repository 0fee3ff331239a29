#include "run/finding.h"

#include <initializer_list>

#include "memory/bytes.h"
#include "model/task.h"
#include "run/run.h"

namespace millrace::explorer {

const char* name_of(ending which) {
  static constexpr const char* names[] = {
      "finished",  "cut",    "redundant",      "discarded",           "race",       "assertion", "aborted",
      "exception", "crash",  "deadlock",       "lost wake-up",        "leak",       "livelock",  "starvation",
      "hang",      "misuse", "use after free", "use of a gone stack", "exit status"};
  return names[static_cast<unsigned>(which)];
}

finding make_finding(ending kind, std::uintptr_t site, const char* what, const char* detail) {
  finding made;
  fill_bytes(&made, 0, sizeof made);
  made.kind = kind;
  made.site = site;
  made.task = in_run() ? current->number : 0;
  made.signature = mixed(static_cast<std::uint64_t>(kind), site);
  std::size_t length = 0;
  for (const char* text : {what, detail}) {
    for (; *text != 0 && length + 1 < sizeof made.message; ++text) made.message[length++] = *text;
  }
  return made;
}

void end_run(const finding& how) {
  leave_run(how);
}
void end_run(ending how) {
  leave_run(how);
}

}  // namespace millrace::explorer
