// The commands about benchmark results: compare, and history of what was kept.
#include <filesystem>

#include "commands/building.h"
#include "commands/commands.h"
#include "commands/comparison.h"
#include "verdict/process.h"

namespace millrace::tutor {

void refuse_without_comparison(const session_setup& with, const std::string& command) {
  if (std::filesystem::exists(with.where.build / "bench" / "compare.available")) return;
  throw cannot_run(
      command +
      " was not configured: SQLite is missing; run lessons/tutor/install-packages course, then cmake -B " +
      shown(with.where, with.where.build));
}

void become_comparison(const session_setup& with, const std::vector<std::string>& words) {
  // The history lies beside the learner's progress.
  std::vector<std::string> all = {(with.where.build / comparison_target).string(), "--history",
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

int results_command(const session_setup& with, const std::vector<std::string>& words) {
  refuse_without_comparison(with, words.front());
  build_or_refuse(with, {comparison_target});
  become_comparison(with, words);
}

}  // namespace millrace::tutor
