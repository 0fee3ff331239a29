#include "verdict/evidence.h"

#include <algorithm>
#include <fstream>

#include "verdict/check.h"
#include "verdict/verdict_json.h"
#include "workspace/workspace.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kept_per_candidate = 20;

fs::path folder_of(const project& where, const lab& which) {
  return where.workspace() / "evidence" / which.name;
}

/// Oldest first; their names begin with the time.
std::vector<fs::path> all_of(const fs::path& folder, const std::string& candidate) {
  std::vector<fs::path> all;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    const auto name = entry.path().filename().string();
    if (entry.is_directory() && (candidate.empty() || name.ends_with('-' + candidate)))
      all.push_back(entry.path());
  }
  std::ranges::sort(all);
  return all;
}

/// A folder of its own, named by the time and `what`.
fs::path new_folder(const fs::path& in, const std::string& what) {
  std::error_code error;
  fs::create_directories(in, error);
  for (int n = 0; !error; ++n) {
    auto made = in / (utc_timestamp() + (n == 0 ? "" : '.' + std::to_string(n)) + what);
    if (fs::create_directory(made, error)) return made;
  }
  throw cannot_run("cannot keep anything in " + in.string() + ": " + error.message() +
                   "; free some space or mend its permissions");
}

}  // namespace

fs::path new_evidence(const project& where, const lab& which, const std::string& candidate) {
  const auto folder = folder_of(where, which);
  auto made = new_folder(folder, '-' + candidate);
  auto all = all_of(folder, candidate);
  std::error_code error;
  for (std::size_t i = 0; i + kept_per_candidate < all.size(); ++i) fs::remove_all(all[i], error);
  return made;
}

fs::path new_results(const project& where) {
  return new_folder(where.workspace() / "benchmarks", {});
}

std::optional<fs::path> newest_evidence(const project& where, const lab& which,
                                        const std::string& candidate) {
  const auto all = all_of(folder_of(where, which), candidate);
  return all.empty() ? std::nullopt : std::optional(all.back());
}

void note_command(const fs::path& folder, const std::vector<std::string>& words) {
  std::ofstream file(folder / "scenario-command.txt");
  for (const auto& word : words) file << word << (&word == &words.back() ? "\n" : " ");
}

void note_exit(const fs::path& folder, int code, const std::string& output) {
  std::ofstream(folder / "scenario-exit.txt") << "exit code " << code << '\n' << output;
}

void note_verdict(const verdict& outcome) {
  std::ofstream file(outcome.evidence / "verdict.json");
  file << verdict_json(outcome) << '\n';
  file.close();
  if (!file) {
    throw cannot_run("cannot write the verdict to " + outcome.evidence.string() +
                     "; free some space, then check again");
  }
}

}  // namespace millrace::tutor
