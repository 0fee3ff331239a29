// The commands around a run: run serves a candidate by hand, evidence shows what a check left.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "commands/commands.h"
#include "verdict/builder.h"
#include "verdict/evidence.h"
#include "verdict/process.h"

namespace millrace::tutor {

int run_command(const session_setup& with, const std::string& name, const std::string& candidate,
                const std::vector<std::string>& more) {
  const auto& which = with.lessons.lab_named(name);
  const auto source = source_of(with.where, which, candidate);
  const auto built = build_targets(with.where, {target_of(which, candidate, "plain")});
  if (!built.built) {
    fmt::print(stderr, "{}", built.log);
    const auto elsewhere = failure_elsewhere(built, source, "the lines above");
    if (!elsewhere.empty()) throw cannot_run(elsewhere);
    return candidate_failed;
  }
  std::vector<std::string> words = {program_of(with.where, which, candidate, "plain").string()};
  words.insert(words.end(), more.begin(), more.end());
  return run_candidate_in_foreground(words);
}

int evidence_command(const session_setup& with, const std::string& name) {
  const auto& which =
      name.empty() ? with.lessons.lab_named(current_lesson(with).lab) : with.lessons.lab_named(name);
  const auto folder = newest_evidence(with.where, which);
  if (!folder)
    throw cannot_run("there is no evidence for " + which.name + " yet; millrace check " + which.name +
                     " makes some");
  fmt::print("{}\n", shown(with.where, *folder));
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const auto& file : files) {
    fmt::print("  {:<40} {:>9} bytes\n", file.lexically_relative(*folder).string(),
               std::filesystem::file_size(file));
  }
  return passed;
}

}  // namespace millrace::tutor
