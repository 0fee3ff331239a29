// matrix: which instrument catches which bug, from real runs.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "verdict/check.h"

namespace millrace::tutor {
namespace {

/// In how many of the runs each instrument found something.
struct row {
  const lab* which;
  std::array<std::map<std::string, int>, 2> hits;  ///< of broken and of fixed
};

row measure(const session_setup& with, const lab& which, const matrix_options& how) {
  row measured{&which, {}};
  const std::array<std::string, 2> candidates = {"broken", "fixed"};
  for (std::size_t side = 0; side < 2; ++side) {
    for (int run = 1; run <= how.runs; ++run) {
      const auto outcome =
          check(with.where, which,
                {candidates[side], all_instruments(), static_cast<unsigned>(run), how.exploring}, nullptr);
      if (outcome.exit_code() == could_not_run) throw cannot_run(which.name + ": " + outcome.error);
      if (outcome.failed_build)
        throw cannot_run(which.name + ": " + candidates[side] + ".cpp does not build; run millrace verify");
      for (const auto& instrument : all_instruments()) {
        const auto found = outcome.findings();
        if (std::ranges::find(found, instrument, &finding::instrument) != found.end())
          ++measured.hits[side][instrument];
      }
    }
  }
  return measured;
}

std::string cell(const row& measured, const std::string& instrument, int runs) {
  const auto hits_of = [&](std::size_t side) {
    const auto found = measured.hits[side].find(instrument);
    return found == measured.hits[side].end() ? 0 : found->second;
  };
  std::string text = hits_of(0) == runs ? "caught"
                     : hits_of(0) == 0  ? "-"
                                        : fmt::format("{} of {}", hits_of(0), runs);
  if (hits_of(1) > 0) text += fmt::format(" (fixed: {} of {}!)", hits_of(1), runs);
  return text;
}

void print_markdown_head() {
  fmt::print("| lab |");
  for (const auto& instrument : all_instruments()) fmt::print(" {} |", instrument);
  fmt::print("\n|---|");
  for (std::size_t i = 0; i < all_instruments().size(); ++i) fmt::print("---|");
  fmt::print("\n");
}

}  // namespace

int matrix_command(const session_setup& with, const matrix_options& how) {
  nlohmann::json all = nlohmann::json::array();
  bool fixed_clean = true;
  if (how.markdown) print_markdown_head();
  if (!how.markdown && !how.json)
    fmt::print("{:<20}{:<12}{:<12}{:<12}{:<12}{:<12}\n", "", "outcome", "tasks", "race", "memory", "explore");
  for (const auto& which : with.lessons.labs) {
    const auto measured = measure(with, which, how);
    fixed_clean = fixed_clean && measured.hits[1].empty();
    if (how.json) {
      all.push_back({{"lab", which.name},
                     {"runs", how.runs},
                     {"broken", measured.hits[0]},
                     {"fixed", measured.hits[1]}});
    } else {
      fmt::print(fmt::runtime(how.markdown ? "| {} |" : "{:<20}"), which.name);
      for (const auto& instrument : all_instruments()) {
        fmt::print(fmt::runtime(how.markdown ? " {} |" : "{:<12}"), cell(measured, instrument, how.runs));
      }
      fmt::print("\n");
    }
    std::fflush(stdout);
  }
  if (how.json) fmt::print("{}\n", all.dump(2));
  if (!how.json)
    fmt::print("\n{} run{} of each candidate; '-': silent in all\n", how.runs, how.runs == 1 ? "" : "s");
  return fixed_clean ? passed : candidate_failed;
}

}  // namespace millrace::tutor
