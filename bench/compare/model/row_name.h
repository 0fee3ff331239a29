#pragma once

#include <optional>
#include <string>
#include <vector>

namespace millrace::compare {

/// The parts of a benchmark's name, which stand between slashes: "sort/n:1024/threads:8".
std::vector<std::string> parts_of(const std::string& name);

/// A name without what only says how it was measured (min_time, iterations, repeats, which clock, one
/// thread), so that runs with different flags still meet.
std::string match_key(const std::string& name);

/// A part that is a number, with or without a key: "1024", "n:1024", "threads:8".
struct numeric_part {
  std::string key;  ///< "n", "threads"; empty without one
  double value = 0;
};
std::optional<numeric_part> numeric(const std::string& part);

}  // namespace millrace::compare
