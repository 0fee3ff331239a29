#include "verdict/exploring.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include <fmt/format.h>

#include "exploration/explanation.h"
#include "exploration/exploration_report.h"
#include "exploration/explored_build.h"
#include "exploration/lab_exploration.h"
#include "exploration/schedule_table.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

constexpr int width_of_evidence = 110;
constexpr int width_of_report = 80;
constexpr std::size_t rows_of_report = 20;

/// As the other instruments call it.
std::string kind_of(const told_failure& of) {
  if (of.kind == "race") return "data race";
  if (of.kind == "assertion") return "broken promise";
  if (of.kind == "leak") return "task left";
  if (of.kind == "exception") return "uncaught exception";
  return of.kind;
}

std::string message_of(const told_failure& of) {
  constexpr std::string_view assertion = "assertion failed: ";
  constexpr std::string_view left = "main has ended, and a task ";
  const auto why = explanation(of);
  std::string said = of.message;
  if (of.kind == "race") said.clear();
  if (said.starts_with(assertion)) said.erase(0, assertion.size());
  if (of.kind == "leak" && said.starts_with(left))
    said = fmt::format("All is over, and '{}' {}", task_name(of, of.task), said.substr(left.size()));
  if (!said.empty() && !why.empty()) said += ". ";
  return said + why;
}

finding as_finding(const told_failure& of) {
  finding made;
  made.instrument = "explore";
  made.kind = kind_of(of);
  made.message = message_of(of);
  if (of.place.known()) made.where = {fs::absolute(of.place.file).string(), of.place.line};
  if (of.kind != "race") made.told = schedule_table(of, style(false), width_of_report, rows_of_report);
  return made;
}

/// A read and a write, then two writes of the same line: one race to whoever mends it.
void add_or_count(std::vector<finding>& findings, finding found) {
  const auto same = std::ranges::find_if(findings, [&](const finding& known) {
    return known.kind == found.kind && known.where.file == found.where.file &&
           known.where.line == found.where.line;
  });
  if (same == findings.end() || !found.where.known())
    findings.push_back(std::move(found));
  else
    ++same->count;
}

void keep(const fs::path& file, const std::string& text) {
  std::ofstream to(file);
  to << text;
  to.close();
  if (!to) throw cannot_run("cannot write " + file.string() + "; free some space, then check again");
}

void keep_evidence(const fs::path& folder, const exploration_result& result, const std::string& again) {
  keep(folder / "report.txt", exploration_report(result, "portfolio", style(false), width_of_evidence));
  if (result.failures.empty()) return;
  keep(folder / "explored.schedule", most_telling(result).schedule + '\n');
  keep(folder / "replay-command.txt", again + '\n');
}

}  // namespace

run_result run_exploration(const project& where, const lab& which, const std::string& candidate,
                           const fs::path& evidence, unsigned seed, double seconds,
                           const std::stop_token& stop) {
  fs::create_directories(evidence);
  run_result made;
  made.flavour = "explore";
  made.instruments = {"explore"};
  made.evidence = evidence;
  exploration_options how;
  how.seed = seed;
  how.budget = seconds;
  try {
    const build_folder folder;
    const auto result = explore_lab(where, which, candidate, how, folder.path(), stop);
    fs::copy_file(folder.path() / "explorer.json", evidence / "explorer.json",
                  fs::copy_options::overwrite_existing);
    made.schedules = result.schedules;
    made.seconds = result.seconds;
    keep_evidence(evidence, result,
                  fmt::format("millrace explore {} --candidate {} --replay '{}'", which.name, candidate,
                              (evidence / "explored.schedule").string()));
    for (const auto* each : by_weight(result)) add_or_count(made.findings, as_finding(*each));
  } catch (const cannot_explore& refused) {
    made.passed_over = refused.what();
    keep(evidence / "report.txt", made.passed_over + '\n');
  }
  return made;
}

}  // namespace millrace::tutor
