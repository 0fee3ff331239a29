// The `millrace` command.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "commands/commands.h"
#include "learn/session.h"

namespace millrace::tutor {
namespace {

/// The command line's words, and what they ask for.
struct command_line {
  std::string root;
  std::string build;
  std::string name;
  std::string candidate = "yours";
  std::string run_candidate = "broken";
  bool json = false;
  view_options view;
  bench_options bench;
  check_options check;
  matrix_options matrix;
  verify_options verify;
  explore_options explore;
  std::vector<std::string> more;
  std::function<int(session_setup&)> chosen;
};

int learn(session_setup& with) {
  if (isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1) return session(with).run();
  return first_verdict(with);
}

void describe_reading(CLI::App& program, command_line& line) {
  auto* list = program.add_subcommand("list", "The lessons, and how far you are");
  list->add_flag("--json", line.json, "For machines");
  list->callback([&] { line.chosen = [&](auto& with) { return list_command(with, line.json); }; });
  auto* lesson = program.add_subcommand("lesson", "Show a lesson, or the current one");
  lesson->add_option("LAB", line.name, "For example request-counter");
  lesson->callback([&] { line.chosen = [&](auto& with) { return lesson_command(with, line.name); }; });
  auto* hint = program.add_subcommand("hint", "One more hint");
  hint->add_option("LAB", line.name, "Else the current lesson's");
  hint->callback([&] { line.chosen = [&](auto& with) { return hint_command(with, line.name); }; });
  auto* diff = program.add_subcommand("diff", "What you changed; beside the reference fix once yours passes");
  diff->add_option("LAB", line.name)->required();
  diff->callback([&] { line.chosen = [&](auto& with) { return diff_command(with, line.name); }; });
  auto* reset = program.add_subcommand("reset", "Begin again with broken.cpp; your copy is kept");
  reset->add_option("LAB", line.name)->required();
  reset->callback([&] { line.chosen = [&](auto& with) { return reset_command(with, line.name); }; });
}

CLI::Option* add_time(CLI::App& command, const char* name, double& seconds, const char* says) {
  const std::map<std::string, double> units = {{"ms", 0.001}, {"s", 1}, {"m", 60}};
  return command.add_option(name, seconds, says)->transform(CLI::AsNumberWithUnit(units));
}

void add_budget(CLI::App& command, double& seconds) {
  add_time(command, "--budget", seconds, "For the schedule explorer, at most: 5s, 500ms")
      ->check(CLI::PositiveNumber);
}

void describe_running(CLI::App& program, command_line& line) {
  auto* check = program.add_subcommand("check", "A candidate's verdict under the instruments");
  check->add_option("LAB", line.name)->required();
  check->add_option("--candidate", line.check.candidate, "broken, fixed or yours");
  check->add_option("--instrument", line.check.instruments,
                    "outcome, tasks, race, memory, explore; the lab's if none is named");
  add_budget(*check, line.check.exploring);
  check->add_option("--seed", line.check.seed, "Of the load's random choices");
  check->add_flag("--json", line.check.json, "For machines");
  check->callback(
      [&] { line.chosen = [&](auto& with) { return check_command(with, line.name, line.check); }; });
  auto* run = program.add_subcommand("run", "Serve a candidate until Ctrl-C");
  run->add_option("LAB", line.name)->required();
  run->add_option("--candidate", line.run_candidate, "broken, fixed or yours");
  run->add_option("options", line.more,
                  "For the candidate: --port N, --upstream NAME=PORT, --set NAME=NUMBER");
  run->prefix_command();
  run->callback([&, run] {
    line.more = run->remaining();
    line.chosen = [&](auto& with) { return run_command(with, line.name, line.run_candidate, line.more); };
  });
  auto* matrix = program.add_subcommand("matrix", "Which instrument catches which bug, from real runs");
  matrix->add_option("--runs", line.matrix.runs, "Of each candidate")->check(CLI::Range(1, 1000));
  add_budget(*matrix, line.matrix.exploring);
  matrix->add_flag("--json", line.matrix.json, "For machines");
  matrix->add_flag("--markdown", line.matrix.markdown, "For the README");
  matrix->callback([&] { line.chosen = [&](auto& with) { return matrix_command(with, line.matrix); }; });
  auto* bench =
      program.add_subcommand("bench", "Labs as benchmarks: candidates in turns, and beside each other");
  bench->add_option("LAB", line.bench.labs, "All if none is named");
  bench->add_option("--candidate", line.bench.candidates,
                    "broken, fixed or yours; the first is compared against");
  bench->add_option("--rounds", line.bench.rounds, "Of each candidate")->check(CLI::Range(1, 1000));
  bench->add_option(
      "--metric", line.bench.metric,
      "items_per_second, served_per_second, p50_us, p99_us, p999_us, peak_tasks, peak_memory_bytes, refused");
  bench->add_option("--html", line.bench.html, "A report with pictures, in one file");
  bench->add_option("--fail-on", line.bench.fail_on,
                    "Exit 1 on a significant regression of at least that: 5%");
  bench->add_flag("--keep", line.bench.keep, "Also in the history");
  bench->callback([&] { line.chosen = [&](auto& with) { return bench_command(with, line.bench); }; });
  auto* evidence = program.add_subcommand("evidence", "What the newest check left");
  evidence->add_option("LAB", line.name);
  evidence->callback([&] { line.chosen = [&](auto& with) { return evidence_command(with, line.name); }; });
}

void describe_viewing(CLI::App& program, command_line& line) {
  auto* view =
      program.add_subcommand("view", "Watch a lab live, broken beside fixed; or a process, or a recording");
  view->add_flag("--words", line.view.words, "Build it, and print how to call the viewer, a word a line");
  view->prefix_command();
  view->footer(
      "millrace view [LAB] [--candidate broken|fixed|yours ...] [options of the viewer: --attach PID, "
      "--replay FILE,\n--compare A.json B.json, "
      "--panel NAME, --screenshot FILE, --light; all of them: millrace view -- --help]");
  view->callback([&, view] {
    line.view.take(view->remaining());
    line.chosen = [&](auto& with) { return view_command(with, line.view); };
  });
}

/// Commands of other programs, which know their options.
void describe_others(CLI::App& program, command_line& line, const std::vector<std::string>& all) {
  const struct {
    const char* name;
    const char* says;
    int (*run)(const session_setup&, const std::vector<std::string>&);
  } commands[] = {{"watch", "Run any program so that it can be looked at; tells of deadlocks", live_command},
                  {"top", "A running process in the terminal: its tasks, queues, buckets", live_command},
                  {"record", "What a running process does, to a file, until it ends", live_command},
                  {"export", "A recording for ui.perfetto.dev or chrome://tracing", live_command},
                  {"compare", "Benchmark results beside each other: is the difference one?", results_command},
                  {"history", "The trend of benchmark results that were kept", results_command}};
  for (const auto& each : commands) {
    auto* command = program.add_subcommand(each.name, each.says);
    command->set_help_flag();
    command->allow_extras();
    command->add_option("words", line.more)->group("");  // also those behind --
    command->callback([&, name = std::string(each.name), run = each.run] {
      line.more.assign(std::ranges::find(all, name), all.end());
      line.chosen = [&, run](auto& with) { return run(with, line.more); };
    });
  }
}

void describe_exploring(CLI::App& program, command_line& line) {
  auto* explore = program.add_subcommand(
      "explore", "Run a lab or a program under many schedules; show the shortest in which it fails");
  auto& how = line.explore;
  explore->add_option("--candidate", how.candidate, "Of a lab: broken, fixed or yours");
  add_budget(*explore, how.budget);
  explore->add_option("--schedules", how.schedules, "At most so many");
  explore->add_option("--search", how.search, "portfolio, random, pct, pos or dfs")
      ->check(CLI::IsMember({"portfolio", "random", "pct", "pos", "dfs"}));
  explore->add_option("--preemptions", how.preemptions, "Of dfs: schedules with at most so many");
  explore->add_option("--seed", how.seed, "Of the random choices");
  explore->add_option(
      "--steps", how.steps,
      "That one schedule may have; otherwise four times those of the normal course, at least 20000");
  add_time(*explore, "--early-timers", how.early_timers,
           "Timers that are no further away may end before others have had their turn; not in labs")
      ->check(CLI::NonNegativeNumber);
  explore->add_option("--replay", how.replay, "A schedule that was written before")->check(CLI::ExistingFile);
  explore->add_option("--built", how.built, "A program that CMake's millrace_explorable has made ready")
      ->check(CLI::ExistingFile);
  explore
      ->add_option("--result", how.result,
                   "Only tell what an exploration of --built has found, from its result")
      ->check(CLI::ExistingFile)
      ->group("");  // for millrace::explore
  explore->add_option("--output", how.output, "Where to write the failing schedule");
  explore->add_flag("--keep-going", how.keep_going, "Look for other failures after the first");
  explore->add_flag("!--no-spurious", how.spurious,
                    "No wake-ups that nobody sent, no weak exchanges that fail");
  explore->add_flag("--tasks-end", how.tasks_end,
                    "A task that goes on two seconds after main is left behind; always so in labs");
  explore->add_flag("--json", how.json, "For machines");
  explore->add_option("WORDS", line.more,
                      "A lab; or behind --: sources and compiler flags [-- the program's arguments]");
  explore->callback(
      [&] { line.chosen = [&](auto& with) { return explore_command(with, line.more, line.explore); }; });
}

void describe_care(CLI::App& program, command_line& line) {
  auto* doctor = program.add_subcommand("doctor", "Can this machine run Millrace? What to mend");
  doctor->add_flag("--json", line.json, "For machines");
  doctor->callback([&] { line.chosen = [&](auto& with) { return doctor_command(with, line.json); }; });
  auto* verify = program.add_subcommand("verify", "For authors: do labs and lessons obey the contract?");
  verify->add_option("LAB", line.verify.labs, "All if none is named");
  verify->add_option("--runs", line.verify.runs, "Of each candidate")->check(CLI::Range(1, 1000));
  add_budget(*verify, line.verify.exploring);
  verify->add_flag("--static", line.verify.only_static, "Without running anything");
  verify->callback([&] { line.chosen = [&](auto& with) { return verify_command(with, line.verify); }; });
}

int run(int argc, char** argv) {
  CLI::App program(
      "Millrace: learn the concurrency of web services by breaking and mending them.\n"
      "Without a command it goes on with your current lesson.",
      "millrace");
  command_line line;
  program.add_option("--root", line.root, "The course's folder");
  program.add_option("--build", line.build, "The build's folder");
  program.require_subcommand(0, 1);
  describe_reading(program, line);
  describe_running(program, line);
  const std::vector<std::string> all(argv + 1, argv + argc);
  describe_viewing(program, line);
  describe_exploring(program, line);
  describe_others(program, line, all);
  describe_care(program, line);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? passed : could_not_run;
  }
  const auto where = find_project(line.root, line.build);
  session_setup with{where, read_course(where), style::for_output(STDOUT_FILENO), text_width(STDOUT_FILENO)};
  return line.chosen ? line.chosen(with) : learn(with);
}

}  // namespace
}  // namespace millrace::tutor

int main(int argc, char** argv) {
  try {
    return millrace::tutor::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "millrace: %s\n", error.what());
    return millrace::tutor::could_not_run;
  }
}
