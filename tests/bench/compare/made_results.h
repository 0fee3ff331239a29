#pragma once

#include <string>
#include <vector>

#include "reading/results.h"

namespace millrace::compare {

/// A candidate of one program with the given repetitions of real_time, in seconds.
inline results made(const std::string& name,
                    const std::vector<std::pair<std::string, std::vector<double>>>& rows) {
  results all;
  all.name = name;
  all.contexts.emplace_back();
  for (const auto& [row, samples] : rows) all.row("program", row).samples["real_time"] = samples;
  return all;
}

/// So many values around one, a thousandth apart.
inline std::vector<double> around(double middle, std::size_t count = 10) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(middle * (1 + 0.001 * (static_cast<double>(i) - static_cast<double>(count) / 2)));
  return values;
}

}  // namespace millrace::compare
