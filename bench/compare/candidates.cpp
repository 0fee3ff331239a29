#include "candidates.h"

#include "model/matching.h"
#include "reading/read_results.h"

namespace millrace::compare {
namespace {

/// hyperfine compares commands, so a single file of its holds the candidates: one a command.
std::vector<results> one_a_row(const results& all) {
  std::vector<results> candidates;
  for (const auto& row : all.rows) {
    results one;
    one.name = row.name;
    one.rows = {row};
    one.contexts = all.contexts;
    candidates.push_back(std::move(one));
  }
  return candidates;
}

}  // namespace

std::vector<results> candidates_of(const options& how) {
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
