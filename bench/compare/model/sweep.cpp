#include "model/sweep.h"

#include <algorithm>
#include <map>

#include "model/row_name.h"

namespace millrace::compare {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string name;
  for (const auto& part : parts) name += (name.empty() ? "" : "/") + part;
  return name;
}

}  // namespace

std::vector<sweep> sweeps_in(const comparison& all) {
  constexpr std::size_t least_points = 3;
  std::map<std::string, sweep> lines;
  const auto add = [&](std::vector<std::string> parts, std::size_t i, const numeric_part& number,
                       std::size_t row) {
    parts[i] = number.key.empty() ? "*" : number.key + ":*";
    auto& line = lines[joined(parts)];
    line.name = joined(parts);
    line.axis = number.key;
    line.points.push_back({number.value, row});
  };
  for (std::size_t row = 0; row < all.rows.size(); ++row) {
    auto parts = parts_of(all.rows[row].name);
    for (std::size_t i = 1; i < parts.size(); ++i) {
      if (const auto number = numeric(parts[i])) add(parts, i, *number, row);
    }
    // One thread is not named: it belongs to those who name theirs.
    if (std::ranges::none_of(parts, [](const auto& part) { return part.starts_with("threads:"); })) {
      parts.emplace_back();
      add(parts, parts.size() - 1, {"threads", 1}, row);
    }
  }
  std::vector<sweep> found;
  for (auto& [name, line] : lines) {
    std::ranges::sort(line.points, {}, &sweep::point::at);
    const auto repeated = std::ranges::unique(line.points, {}, &sweep::point::at);
    line.points.erase(repeated.begin(), repeated.end());
    if (line.points.size() >= least_points) found.push_back(std::move(line));
  }
  return found;
}

}  // namespace millrace::compare
