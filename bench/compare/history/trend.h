#pragma once

#include <optional>
#include <string>
#include <vector>

#include "history/store.h"
#include "model/comparison.h"

namespace millrace::compare {

/// One row of one candidate over time.
struct trend {
  struct step {
    kept_point point;
    measurement seen;
    std::optional<contrast> against_before;  ///< none for the first
  };
  std::string row;
  std::string candidate;
  metric of;
  std::vector<step> steps;  ///< the oldest first
};

/// The trends of a row, a candidate each. Every step is tested against the one before; the steps of a trend
/// are one family.
std::vector<trend> trends_of(store& kept, const std::string& row, const metric& of);

/// Eight heights of a block for medians: "▁▃▂█". Empty without values.
std::string sparkline(const trend& of);

}  // namespace millrace::compare
