#include "statistics/effect.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "statistics/sample.h"

namespace millrace::compare {

double cliffs_delta(std::span<const double> first, std::span<const double> second) {
  std::vector<double> sorted(first.begin(), first.end());
  std::ranges::sort(sorted);
  double more = 0;
  for (const double value : second) {
    const auto below = std::ranges::lower_bound(sorted, value) - sorted.begin();
    const auto above = sorted.end() - std::ranges::upper_bound(sorted, value);
    more += static_cast<double>(below - above);
  }
  return more / (static_cast<double>(first.size()) * static_cast<double>(second.size()));
}

std::string_view describe_effect(double delta) {
  const double size = std::abs(delta);
  return size < 0.147 ? "negligible" : size < 0.33 ? "small" : size < 0.474 ? "medium" : "large";
}

std::optional<double> hodges_lehmann_ratio(std::span<const double> first, std::span<const double> second) {
  const auto positive = [](double value) { return value > 0; };
  if (!std::ranges::all_of(first, positive) || !std::ranges::all_of(second, positive)) return std::nullopt;
  std::vector<double> ratios;
  ratios.reserve(first.size() * second.size());
  for (const double under : first) {
    for (const double over : second) ratios.push_back(over / under);
  }
  return median(std::move(ratios));
}

}  // namespace millrace::compare
