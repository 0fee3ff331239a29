// millrace-live: running programs in the terminal. `millrace top`, `watch`, `record` and `export` build it
// and become it.
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include <millrace/probe/reader.h>

#include "terminal/live_commands.h"

namespace millrace::viewer::terminal {
namespace {

constexpr int could_not_run = 2;

pid_t or_newest(pid_t process) {
  if (process > 0) return process;
  const auto all = probe::publishing_processes();
  if (!all.empty()) return all.front();
  throw std::runtime_error(
      "no process of yours publishes anything; start one with millrace run LAB, or millrace watch -- "
      "COMMAND");
}

/// The command line's words, and what they ask for.
struct command_line {
  pid_t process = 0;
  bool once = false;
  watch_options watch;
  std::vector<std::string> command;
  record_options record;
  export_options exporting;
  std::function<int()> chosen;
};

void describe_watching(CLI::App& program, command_line& line) {
  auto* top = program.add_subcommand("top", "Tasks, queues and buckets of a running process");
  top->add_option("PID", line.process, "Else the newest process that publishes")->check(CLI::PositiveNumber);
  top->add_flag("--once", line.once, "One picture, and no more");
  top->callback([&] { line.chosen = [&] { return follow(or_newest(line.process), line.once); }; });
  auto* watching =
      program.add_subcommand("watch", "Run any program so that it can be looked at; tells of deadlocks");
  watching->add_flag("--report", line.watch.report, "At its end: its tasks, waits by place, orders of locks");
  watching->add_flag("--json", line.watch.json, "The same for machines, on standard output");
  watching->add_option("--library", line.watch.library)->required()->group("");
  watching->add_option("COMMAND", line.command, "Behind --: a program and its words")->required();
  watching->callback([&] { line.chosen = [&] { return watch(line.command, line.watch); }; });
}

void describe_recording(CLI::App& program, command_line& line) {
  auto* recording = program.add_subcommand("record", "What a running process does, to a file, until it ends");
  recording->add_option("PID", line.process, "Else the newest process that publishes")
      ->check(CLI::PositiveNumber);
  recording->add_option("--output", line.record.output, "Else PROGRAM-PID.millrace, here");
  const std::map<std::string, double> units = {{"ms", 0.001}, {"s", 1}, {"m", 60}};
  recording->add_option("--for", line.record.seconds, "At most so long: 10s, 500ms, 2m")
      ->transform(CLI::AsNumberWithUnit(units))
      ->check(CLI::PositiveNumber);
  recording->callback([&] {
    line.chosen = [&] {
      line.record.process = or_newest(line.process);
      return record(line.record);
    };
  });
  auto* exporting = program.add_subcommand("export", "A recording for ui.perfetto.dev or chrome://tracing");
  exporting->add_option("FILE", line.exporting.recording, "That millrace record made")->required();
  exporting->add_option("--format", line.exporting.format, "perfetto or chrome")
      ->check(CLI::IsMember({"perfetto", "chrome"}));
  exporting->add_option("--output", line.exporting.output, "Else beside the recording");
  exporting->callback([&] { line.chosen = [&] { return export_recording(line.exporting); }; });
}

int run(int argc, char** argv) {
  CLI::App program("Running programs in the terminal.", "millrace");
  command_line line;
  program.require_subcommand(1, 1);
  describe_watching(program, line);
  describe_recording(program, line);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : could_not_run;
  }
  return line.chosen();
}

}  // namespace
}  // namespace millrace::viewer::terminal

int main(int argc, char** argv) {
  try {
    return millrace::viewer::terminal::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "millrace %s: %s\n", argc > 1 ? argv[1] : "live", error.what());
    return millrace::viewer::terminal::could_not_run;
  }
}
