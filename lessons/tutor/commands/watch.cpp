// watch runs any program with the probe loaded before it, so that it can be looked at; it tells of deadlocks.
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "commands/commands.h"
#include "live/live_view.h"
#include "live/watch_report.h"
#include "live/watched_program.h"
#include "verdict/builder.h"

namespace millrace::tutor {
namespace {

std::filesystem::path library_of(const project& where) {
  auto library = where.build / "libmillrace_watch.so";
  if (std::filesystem::exists(library)) return library;
  const auto built = build_targets(where, {"millrace_watch"});
  if (!built.built)
    throw cannot_run("cannot build " + library.string() + "; try cmake --build " + where.build.string() +
                     " --target millrace_watch");
  return library;
}

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

int watch_command(const session_setup& with, const std::vector<std::string>& command,
                  const watch_options& how) {
  program_to_watch(command.front());
  watched_program program(command, library_of(with.where));
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

}  // namespace millrace::tutor
