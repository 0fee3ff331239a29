#include "candidates.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "model/matching.h"
#include "reading/read_results.h"
#include "running/interleaved.h"

namespace millrace::compare {
namespace {

/// hyperfine compares commands, so a single file of its holds the candidates: one a command.
std::vector<results> one_a_row(const results& all) {
  std::vector<results> candidates;
  for (const auto& row : all.rows) {
    results one;
    one.name = row.name;
    one.rows = {row};
    one.rows.front().name = "a run";
    one.contexts = all.contexts;
    candidates.push_back(std::move(one));
  }
  return candidates;
}

std::filesystem::path folder_for_runs(const options& how) {
  if (!how.save.empty()) return how.save;
  std::string name = std::filesystem::temp_directory_path() / "millrace-compare-XXXXXX";
  if (!mkdtemp(name.data())) throw cannot_compare("cannot make a folder in /tmp; name one with --save");
  return name;
}

std::vector<results> run_candidates(const options& how) {
  if (how.runs.size() < 2)
    throw cannot_compare("one command has nothing to be compared with; add a second --run");
  const auto folder = folder_for_runs(how);
  auto all = run_interleaved(how.runs, how.rounds, folder, [&](std::size_t round, const std::string& name) {
    fmt::print(stderr, "round {} of {}: {}\n", round, how.rounds, name);
  });
  fmt::print(stderr, "what they wrote is in {}\n", folder.string());
  return all;
}

}  // namespace

std::vector<results> candidates_of(const options& how) {
  if (!how.runs.empty()) return run_candidates(how);
  std::vector<results> all;
  for (const auto& file : how.files) all.push_back(read_results(file));
  tell_apart(all, how.files);
  if (all.size() == 1 && how.between.size() >= 2) return split_between(all.front(), how.between);
  if (all.size() == 1 && all.front().contexts.empty() && all.front().rows.size() > 1)
    return one_a_row(all.front());
  if (all.size() < 2) {
    throw cannot_compare(
        "nothing to compare: name two files (millrace compare BEFORE.json AFTER.json), one file with "
        "--between A "
        "--between B, or two --run COMMAND");
  }
  return all;
}

}  // namespace millrace::compare
