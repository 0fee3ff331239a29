#include "run/program.h"

#include "memory/lasting_list.h"
#include "model/task.h"
#include "model/tasks.h"
#include "model/thread_data.h"
#include "run/finding.h"
#include "run/run.h"
#include "run/scheduler.h"

namespace millrace::explorer {

[[gnu::section("millrace_state")]] loaded_objects loaded{};

namespace {

struct exit_handlers {
  lasting_list<exit_action, 1 << 16> all;
  std::size_t kept;
};
[[gnu::section("millrace_state")]] exit_handlers handlers{};

/// Those of the C++ library look after its own state, which outlives a run.
bool is_of_program(const exit_action& handler) {
  return loaded.program_code.contains(reinterpret_cast<std::uintptr_t>(handler.call));
}

}  // namespace

void at_program_exit(void (*call)(void*), void* argument) {
  handlers.all.reserve();
  handlers.all.add({call, argument});
}

void keep_exit_handlers() {
  handlers.kept = handlers.all.size();
}
void reset_exit_handlers() {
  handlers.all.resize(handlers.kept);
}

void exit_program(int status, std::uintptr_t site) {
  // Others may come between what the program did last and what it owes at its end.
  if (!turns.is_alone()) turns.take_turn(operation::finish, 0, site);
  while (!handlers.all.empty()) {
    const exit_action next = handlers.all.back();
    handlers.all.remove_last();
    if (is_of_program(next)) next.call(next.argument);
  }
  if (status != 0) {
    finding failed = make_finding(ending::exit_status, 0, "main ended with a status that is not zero");
    failed.object = static_cast<std::uintptr_t>(status);
    failed.signature = mixed(failed.signature, static_cast<std::uint64_t>(status));
    failed.site = site;
    end_run(failed);
  }
  // Whoever else ends the program cuts main short: what that leaves says nothing.
  if (current->number != 0) end_run(ending::finished);
  end_function();
}

void end_function() {
  turns.wind_down();
  current->finished = true;
  turns.leave();
}

}  // namespace millrace::explorer
