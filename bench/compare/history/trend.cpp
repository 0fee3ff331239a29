#include "history/trend.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace millrace::compare {
namespace {

/// The same comparison as of files: each run is a candidate, and stands against the one before.
contrast step_contrast(const trend::step& before, const trend::step& now, const metric& of) {
  std::vector<results> both(2);
  for (std::size_t i = 0; i < 2; ++i) {
    auto& row = both[i].row("", "step");
    row.samples[of.name] = (i == 0 ? before : now).point.samples;
  }
  return compare(both, of).rows.front().contrasts.front();
}

void judge_family(trend& over) {
  comparison family;
  family.of = over.of;
  for (const auto& each : over.steps) {
    if (each.against_before) family.rows.emplace_back().contrasts = {*each.against_before};
  }
  judge(family);
  auto judged = family.rows.begin();
  for (auto& each : over.steps) {
    if (each.against_before) each.against_before = (judged++)->contrasts.front();
  }
}

}  // namespace

std::vector<trend> trends_of(store& kept, const std::string& row, const metric& of) {
  std::map<std::string, trend> by_candidate;
  for (auto& point : kept.points(row, of.name)) {
    auto& mine = by_candidate.try_emplace(point.candidate, trend{row, point.candidate, of, {}}).first->second;
    trend::step made{std::move(point), {}, std::nullopt};
    made.seen = measure(made.point.samples, row);
    if (!mine.steps.empty()) made.against_before = step_contrast(mine.steps.back(), made, of);
    mine.steps.push_back(std::move(made));
  }
  std::vector<trend> all;
  for (auto& [candidate, each] : by_candidate) {
    judge_family(each);
    all.push_back(std::move(each));
  }
  return all;
}

std::string sparkline(const trend& of) {
  static constexpr std::array blocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const auto middle_of_step = [](const trend::step& each) { return *each.seen.middle; };
  if (of.steps.empty()) return {};
  const auto [low, high] = std::ranges::minmax(of.steps, {}, middle_of_step);
  const double range = middle_of_step(high) - middle_of_step(low);
  std::string line;
  for (const auto& each : of.steps) {
    const double share = range > 0 ? (middle_of_step(each) - middle_of_step(low)) / range : 0.5;
    line += blocks[static_cast<std::size_t>(share * 7.999)];
  }
  return line;
}

}  // namespace millrace::compare
