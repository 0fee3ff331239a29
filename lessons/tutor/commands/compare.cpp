// The commands about benchmark results: compare, and history of what was kept.
#include <filesystem>

#include <fmt/format.h>

#include "commands/commands.h"
#include "verdict/builder.h"
#include "verdict/process.h"

namespace millrace::tutor {

int results_command(const session_setup& with, const std::vector<std::string>& words) {
  if (!std::filesystem::exists(with.where.build / "bench" / "compare.available")) {
    throw cannot_run(
        words.front() +
        " was not configured: SQLite is missing; run lessons/tutor/install-packages course, then cmake -B " +
        shown(with.where, with.where.build));
  }
  const auto outcome = build_targets(with.where, {"millrace-compare"});
  if (!outcome.built) {
    fmt::print(stderr, "{}", outcome.log);
    return could_not_run;
  }
  // The history lies beside the learner's progress.
  std::vector<std::string> all = {(with.where.build / "millrace-compare").string(), "--history",
                                  (with.where.workspace() / "benchmarks.sqlite").string()};
  auto own = words.begin() + 1;
  if (words.front() == "history") {
    all.emplace_back("--trend");
    if (own != words.end() && !own->starts_with('-')) all.insert(all.end(), {"--row", *own++});
  }
  all.insert(all.end(), own, words.end());
  std::erase(all, "--");
  become(all);
}

}  // namespace millrace::tutor
