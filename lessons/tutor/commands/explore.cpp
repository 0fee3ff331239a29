// explore runs somebody's program under all kinds of schedules, and shows the one in which it fails.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "commands/commands.h"
#include "exploration/exploration_report.h"
#include "exploration/explored_build.h"
#include "verdict/process.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

/// How the runtime is told what to do.
std::string runtime_options(const explore_options& how, const fs::path& result) {
  auto text = fmt::format(
      "result={} search={} seed={} schedules={} budget_ms={} keep_going={} steps={} spurious={}",
      result.string(), how.search, how.seed, how.schedules,
      how.schedules > 0 && how.budget == 0 ? 0 : static_cast<long>((how.budget > 0 ? how.budget : 5) * 1000),
      how.keep_going ? 1 : 0, how.steps, how.spurious ? 1 : 0);
  if (how.preemptions >= 0) text += fmt::format(" preemptions={}", how.preemptions);
  if (!how.replay.empty()) text += " replay=" + fs::absolute(how.replay).string();
  return text;
}

/// Runs the program under the explorer; its result is in the file afterwards.
void run_exploration(const fs::path& program, const std::vector<std::string>& arguments,
                     const std::string& options, const fs::path& result) {
  setenv("MILLRACE_EXPLORE", options.c_str(), 1);
  std::vector<std::string> words = {program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const auto ended = run_process(words, fs::current_path(), {}, std::chrono::hours(24));
  if (ended.code == 2 && ended.output.starts_with("explorer: "))
    throw cannot_run(ended.output.substr(0, ended.output.find('\n')));
  if (!fs::exists(result) || fs::file_size(result) == 0)
    throw cannot_run(
        fmt::format("the explored program took the explorer along (exit code {}): it damages memory; try "
                    "it under -fsanitize=address first",
                    ended.code));
}

std::string keep_schedule(const told_failure& of, const std::string& wanted) {
  const std::string file = wanted.empty() ? "explored.schedule" : wanted;
  std::ofstream to(file);
  to << of.schedule << '\n';
  to.close();
  if (!to) throw cannot_run("cannot write " + file + "; name another file with --output");
  return file;
}

/// What went wrong for good counts more than a race on the way there.
const told_failure& most_telling(const exploration_result& of) {
  for (const auto& each : of.failures) {
    if (each.kind != "race") return each;
  }
  return of.failures.front();
}

/// What an exploration within a test has left: told, and nothing else.
int tell_result(const session_setup& with, const explore_options& how) {
  const auto result = read_result(how.result, fs::absolute(how.built));
  fmt::print("{}", exploration_report(result, how.search, with.out, with.width));
  return result.failures.empty() ? passed : candidate_failed;
}

}  // namespace

int explore_command(const session_setup& with, const std::vector<std::string>& words,
                    const explore_options& how) {
  if (!how.result.empty()) return tell_result(with, how);
  const build_folder folder;
  const auto what = how.built.empty() ? explored_words::from(words) : explored_words{{}, {}, words};
  const auto program =
      how.built.empty() ? build_explored(with.where, what, folder.path()) : fs::absolute(how.built);
  const auto result_file = folder.path() / "result.json";
  run_exploration(program, what.arguments, runtime_options(how, result_file), result_file);
  const auto result = read_result(result_file, program);
  const auto search = how.replay.empty() ? how.search : "replay of " + how.replay;
  if (how.json)
    fmt::print("{}\n", exploration_report_json(result, search));
  else
    fmt::print("{}", exploration_report(result, search, with.out, with.width));
  if (result.failures.empty()) return passed;
  if (how.replay.empty() && (!how.json || !how.output.empty())) {
    const auto file = keep_schedule(most_telling(result), how.output);
    const auto which = how.built.empty() ? "" : " --built " + how.built;
    if (!how.json)
      fmt::print("\nSee it again: millrace explore --replay {}{} -- {}\n", file, which,
                 fmt::join(words, " "));
  }
  return candidate_failed;
}

}  // namespace millrace::tutor
