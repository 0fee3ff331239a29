#include "options.h"

#include <charconv>
#include <map>

#include <CLI/CLI.hpp>

namespace millrace::compare {
namespace {

/// "5%" or "0.05": a share.
double share_of(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string unit(end, text.data() + text.size());
  if (error != std::errc() || number < 0 || !(unit.empty() || unit == "%"))
    throw CLI::ValidationError("--fail-on", "'" + text + "' is no share; write it like 5%");
  return unit == "%" ? number / 100 : number;
}

void describe_input(CLI::App& program, options& into) {
  program.add_option(
      "FILE", into.files,
      "Google Benchmark's or hyperfine's JSON, or a folder of it; NAME=FILE names it. The first is "
      "what the others are compared against");
  program.add_option("--between", into.between,
                     "For one file: words in its names that tell the candidates apart, e.g. --between tbb "
                     "--between millrace");
  program.add_option("--run", into.runs,
                     "A Google Benchmark program with its words, once a candidate: they are run in turns; "
                     "NAME=COMMAND names it");
  program.add_option("--rounds", into.rounds, "How often each is run")->check(CLI::Range(1, 1000));
  program.add_option("--save", into.save, "A folder for what the runs wrote");
}

void describe_output(CLI::App& program, options& into, std::string& fail_on) {
  program.add_flag("--json", into.json, "For machines");
  program.add_flag("--markdown", into.markdown, "For a README or a pull request");
  program.add_option("--html", into.html, "A report with pictures, one file");
  program.add_option("--svg", into.svg, "The pictures as files, to a folder");
  program.add_option("--fail-on", fail_on,
                     "For CI, e.g. 5%: exit 1 on a significant regression of at least that");
}

void describe_history(CLI::App& program, options& into) {
  program.add_flag("--keep", into.keep, "Keep the results in the history");
  program.add_option("--history", into.history, "The history's data base");
  program.add_option("--commit", into.commit,
                     "What the results were measured at; else the folder's git commit");
  program.add_flag("--trend", into.trend, "Show the history");
  program.add_option("--row", into.row, "Of the history; all if none is named");
}

void describe_choice(CLI::App& program, options& into, std::string& direction) {
  program.add_option("--metric", into.of.name, "real_time, cpu_time, or any counter");
  program.add_option("--better", direction, "less or more; else the metric's name says it")
      ->check(CLI::IsMember({"less", "more"}));
  program.add_option("--filter", into.filter, "Rows whose name matches; -PATTERN: those that do not");
  program.add_option("--alpha", into.alpha, "The chance of a false alarm in the whole family of rows")
      ->check(CLI::Range(0.0001, 0.5));
  const std::map<std::string, row_order> orders = {
      {"file", row_order::file}, {"effect", row_order::effect}, {"name", row_order::name}};
  program.add_option("--sort", into.order, "file, effect or name")
      ->transform(CLI::CheckedTransformer(orders));
}

}  // namespace

command_line read_command_line(int argc, const char* const* argv) {
  constexpr int could_not_run = 2;
  command_line read;
  auto& chosen = read.chosen;
  CLI::App program("Compares benchmark results: medians, intervals, and whether the difference is one.",
                   "millrace compare");
  std::string fail_on;
  std::string direction;
  describe_input(program, chosen);
  describe_choice(program, chosen, direction);
  describe_output(program, chosen, fail_on);
  describe_history(program, chosen);
  try {
    program.parse(argc, argv);
    chosen.of.direction = direction_of(chosen.of.name);
    if (!direction.empty()) chosen.of.direction = direction == "less" ? better::less : better::more;
    if (!fail_on.empty()) chosen.fail_on = share_of(fail_on);
  } catch (const CLI::ParseError& error) {
    read.ends = program.exit(error) == 0 ? 0 : could_not_run;
  }
  return read;
}

}  // namespace millrace::compare
