// bench: labs' scenarios as benchmarks, candidates in turns, and the comparison of what came of it.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <unistd.h>

#include <fmt/format.h>

#include "commands/building.h"
#include "commands/commands.h"
#include "commands/comparison.h"
#include "verdict/benchmark.h"
#include "verdict/builder.h"
#include "verdict/check.h"
#include "verdict/evidence.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

using measured_candidates = std::map<std::string, measured_labs>;

std::vector<const lab*> labs_named(const session_setup& with, const std::vector<std::string>& names) {
  std::vector<const lab*> chosen;
  for (const auto& name : names) chosen.push_back(&with.lessons.lab_named(name));
  if (names.empty()) {
    for (const auto& each : with.lessons.labs) chosen.push_back(&each);
  }
  return chosen;
}

/// Broken beside fixed, and yours where there is a working copy of every lab.
std::vector<std::string> candidates_of(const session_setup& with, const std::vector<const lab*>& labs) {
  std::vector<std::string> all = {"broken", "fixed"};
  const auto mine = [&](const lab* each) {
    return fs::exists(with.where.workspace() / (each->name + ".cpp"));
  };
  if (std::ranges::all_of(labs, mine)) all.emplace_back("yours");
  return all;
}

void build(const session_setup& with, const std::vector<const lab*>& labs,
           const std::vector<std::string>& candidates) {
  std::vector<std::string> targets = {comparison_target};
  for (const auto* each : labs) {
    targets.push_back(each->name + ".scenario");
    for (const auto& candidate : candidates) {
      source_of(with.where, *each, candidate);
      targets.push_back(target_of(*each, candidate, "plain"));
    }
  }
  build_or_refuse(with, targets);
}

void say(int round, int rounds, const lab& which) {
  if (isatty(STDERR_FILENO) == 1) {
    fmt::print(stderr, "\r\x1b[Kround {} of {}: {}", round, rounds, which.name);
  } else if (round == 1) {
    fmt::print(stderr, "{}: {} rounds\n", which.name, rounds);
  }
}

/// A B, B A, A B ...: what changes in the meantime changes for all.
measured_candidates measure(const session_setup& with, const std::vector<const lab*>& labs,
                            std::vector<std::string> candidates, const bench_options& how,
                            const fs::path& folder) {
  measured_candidates measured;
  for (int round = 1; round <= how.rounds; ++round) {
    for (const auto* each : labs) {
      say(round, how.rounds, *each);
      for (const auto& candidate : candidates) {
        auto run = run_scenario(with.where, *each, candidate, "plain", folder / each->name / candidate,
                                static_cast<unsigned>(round), "bench");
        if (!run.error.empty()) throw cannot_run(each->name + ": " + run.error);
        measured[candidate][each->name].push_back(std::move(run));
      }
    }
    std::ranges::reverse(candidates);
  }
  if (isatty(STDERR_FILENO) == 1) fmt::print(stderr, "\r\x1b[K");
  return measured;
}

template <class Number>
Number median_of(const std::vector<run_result>& runs, const std::function<Number(const run_result&)>& what) {
  std::vector<Number> all;
  for (const auto& each : runs) all.push_back(what(each));
  std::ranges::sort(all);
  return all[all.size() / 2];
}

void print_medians(const measured_candidates& measured) {
  fmt::print("{:<20} {:<7} {:>11} {:>9} {:>9} {:>9} {:>9} {:>6} {:>8} {:>8}\n", "medians", "", "requests/s",
             "served/s", "p50 us", "p99 us", "p99.9 us", "tasks", "memory", "refused");
  for (const auto& [lab, unused] : measured.begin()->second) {
    for (const auto& [candidate, labs] : measured) {
      const auto& runs = labs.at(lab);
      const auto latency = [&](const char* share) {
        return median_of<std::int64_t>(runs, [share](const auto& run) { return run.latency_us.at(share); });
      };
      const auto why = caveat(runs.front());
      fmt::print("{:<20} {:<7} {:>11.0f} {:>9.0f} {:>9} {:>9} {:>9} {:>6} {:>4} MiB {:>8}{}\n", lab,
                 candidate, median_of<double>(runs, [](const auto& run) { return run.throughput; }),
                 median_of<double>(runs, served_per_second), latency("p50"), latency("p99"), latency("p999"),
                 median_of<int>(runs, [](const auto& run) { return run.peak_tasks; }),
                 median_of<std::int64_t>(runs, [](const auto& run) { return run.peak_memory_bytes >> 20; }),
                 median_of<int>(runs, [](const auto& run) { return refused(run); }),
                 why.empty() ? "" : "  " + why);
    }
  }
}

/// One verdict a lab, by what is asked for; throughput if nothing is.
std::vector<std::string> comparing_words(const bench_options& how) {
  std::vector<std::string> words = {"compare", "--metric", how.metric};
  for (const auto& [option, value] : {std::pair{"--html", how.html}, {"--fail-on", how.fail_on}}) {
    if (!value.empty()) words.insert(words.end(), {option, value});
  }
  if (how.keep) words.emplace_back("--keep");
  return words;
}

}  // namespace

int bench_command(const session_setup& with, const bench_options& how) {
  const auto labs = labs_named(with, how.labs);
  const auto candidates = how.candidates.empty() ? candidates_of(with, labs) : how.candidates;
  if (candidates.size() < 2)
    throw cannot_run("one candidate alone cannot be compared; name another with --candidate");
  refuse_without_comparison(with, "bench");
  build(with, labs, candidates);
  const auto folder = new_results(with.where);
  const auto measured = measure(with, labs, candidates, how, folder / "runs");
  print_medians(measured);
  fmt::print("\n");
  auto words = comparing_words(how);
  for (const auto& candidate : candidates) {
    const auto file = folder / (candidate + ".json");
    write_benchmark(file, candidate, measured.at(candidate));
    words.push_back(candidate + '=' + file.string());
  }
  fmt::print("kept in {}; other figures: millrace compare {} --metric p99_us\n\n", shown(with.where, folder),
             shown(with.where, folder / "*.json"));
  std::fflush(stdout);
  become_comparison(with, words);
}

}  // namespace millrace::tutor
