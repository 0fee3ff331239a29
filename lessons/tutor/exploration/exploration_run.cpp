#include "exploration/exploration_run.h"

#include <cmath>

#include <fmt/format.h>

#include "verdict/process.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

/// How the runtime is told what to do.
std::string runtime_options(const exploration_options& how, const fs::path& result) {
  auto text = fmt::format(
      "result={} search={} seed={} schedules={} budget_ms={} keep_going={} spurious={} delay_ms={} "
      "tasks_end={}",
      result.string(), how.search, how.seed, how.schedules,
      how.schedules > 0 && how.budget == 0 ? 0 : static_cast<long>((how.budget > 0 ? how.budget : 5) * 1000),
      how.keep_going ? 1 : 0, how.spurious ? 1 : 0, std::lround(how.early_timers * 1000),
      how.tasks_end ? 1 : 0);
  if (how.steps > 0) text += fmt::format(" steps={}", how.steps);
  if (how.preemptions >= 0) text += fmt::format(" preemptions={}", how.preemptions);
  if (!how.replay.empty()) text += " replay=" + fs::absolute(how.replay).string();
  return text;
}

}  // namespace

exploration_result explore_program(const fs::path& program, const std::vector<std::string>& arguments,
                                   const exploration_options& how, const fs::path& raw,
                                   const std::stop_token& stop) {
  std::vector<std::string> words = {"env", "MILLRACE_EXPLORE=" + runtime_options(how, raw), program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const auto ended = run_process(words, fs::current_path(), stop, std::chrono::hours(24));
  if (ended.stopped) throw cannot_run("stopped");
  if (ended.code == 2 && ended.output.starts_with("explorer: "))
    throw cannot_explore(ended.output.substr(0, ended.output.find('\n')));
  if (!fs::exists(raw) || fs::file_size(raw) == 0)
    throw cannot_explore(
        fmt::format("the explored program took the explorer along (exit code {}): it damages memory; try "
                    "it under -fsanitize=address first",
                    ended.code));
  return read_result(raw, program);
}

const told_failure& most_telling(const exploration_result& of) {
  for (const auto& each : of.failures) {
    if (each.kind != "race") return each;
  }
  return of.failures.front();
}

}  // namespace millrace::tutor
