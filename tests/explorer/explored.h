#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace millrace {

/// What the explorer's runtime says of a program.
struct exploration {
  int code = 0;       ///< its exit code
  std::string words;  ///< what it complained
  nlohmann::json result;

  std::uint64_t schedules() const { return result.at("schedules").get<std::uint64_t>(); }
  bool exhaustive() const { return result.at("exhaustive").get<bool>(); }
  /// The kinds of all findings, one after the other: "race, assertion".
  std::string kinds() const;
  /// Is one of them of that kind?
  bool found(const std::string& kind) const;
};

/// Runs a program that was built with the runtime. `options` as in MILLRACE_EXPLORE.
exploration explore(const std::string& program, const std::string& options,
                    const std::vector<std::string>& arguments = {});

}  // namespace millrace
