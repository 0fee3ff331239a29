// watch runs any program with the probe loaded before it, so that it can be looked at; it tells of deadlocks.
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "terminal/live_commands.h"
#include "terminal/live_view.h"
#include "terminal/watch_report.h"
#include "terminal/watched_program.h"

namespace millrace::viewer::terminal {
namespace {

/// Looks often while it is young: a program may be over soon.
std::chrono::milliseconds until_next_look(std::chrono::steady_clock::duration age) {
  using namespace std::chrono_literals;
  return age < 200ms ? 2ms : 50ms;
}

int watch_to_its_end(watched_program& program, live_view& seen) {
  const auto start = std::chrono::steady_clock::now();
  while (true) {
    const auto code = program.ended();
    seen.look();
    if (code) return *code;
    for (const auto& cycle : seen.new_deadlocks()) fmt::print(stderr, "{}", deadlock_table(seen, cycle));
    std::this_thread::sleep_for(until_next_look(std::chrono::steady_clock::now() - start));
  }
}

}  // namespace

int watch(const std::vector<std::string>& command, const watch_options& how) {
  program_to_watch(command.front());
  watched_program program(command, how.library);
  live_view seen(program.process());
  const int code = watch_to_its_end(program, seen);
  if (!how.report && !how.json) return code;
  if (!seen.attached()) {
    fmt::print(stderr, "millrace watch: nothing was seen of {}; it ended too soon, or runs as another user\n",
               command.front());
    return code;
  }
  if (how.report) fmt::print(stderr, "{}", watch_report(seen));
  if (how.json) fmt::print("{}\n", watch_report_json(seen, code));
  return code;
}

}  // namespace millrace::viewer::terminal
