#include "model/task_names.h"

namespace millrace::explorer {
namespace {

[[gnu::section("millrace_state")]] char names[most_tasks][longest_name + 1]{};

}  // namespace

void name_task(const task& which, const char* name) {
  char* const kept = names[which.slot];
  unsigned length = 0;
  for (; length < longest_name && name[length] != 0; ++length) kept[length] = name[length];
  kept[length] = 0;
}

const char* name_of(const task& which) {
  return names[which.slot];
}

void forget_name(unsigned slot) {
  names[slot][0] = 0;
}

}  // namespace millrace::explorer
