// The commands about benchmark results: compare, and history of what was kept.
#include <filesystem>

#include <fmt/format.h>

#include "commands/commands.h"
#include "verdict/builder.h"
#include "verdict/process.h"

namespace millrace::tutor {
namespace {

/// Runs millrace-compare, built when first asked, with the history beside the learner's progress.
int run_compare(const session_setup& with, std::vector<std::string> more) {
  if (!std::filesystem::exists(with.where.build / "bench" / "compare.available")) {
    throw cannot_run(
        "millrace compare was not configured: SQLite is missing; run lessons/tutor/install-packages course, "
        "then cmake -B " +
        shown(with.where, with.where.build));
  }
  const auto outcome = build_targets(with.where, {"millrace-compare"});
  if (!outcome.built) {
    fmt::print(stderr, "{}", outcome.log);
    return could_not_run;
  }
  std::vector<std::string> words = {(with.where.build / "millrace-compare").string(), "--history",
                                    (with.where.workspace() / "benchmarks.sqlite").string()};
  std::erase(more, "--");
  words.insert(words.end(), more.begin(), more.end());
  return run_in_foreground(words);
}

}  // namespace

int compare_command(const session_setup& with, const std::vector<std::string>& more) {
  return run_compare(with, more);
}

int history_command(const session_setup& with, const std::vector<std::string>& more) {
  std::vector<std::string> words = {"--trend"};
  const bool names_row = !more.empty() && !more.front().starts_with('-');
  if (names_row) words.insert(words.end(), {"--row", more.front()});
  words.insert(words.end(), more.begin() + (names_row ? 1 : 0), more.end());
  return run_compare(with, std::move(words));
}

}  // namespace millrace::tutor
