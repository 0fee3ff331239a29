#pragma once

#include <string>
#include <vector>

#include "model/comparison.h"

namespace millrace::compare {

/// What a gate for continuous integration found: a regression is a significant change for the worse of at
/// least the threshold, or a row that the first candidate measured and another one failed in.
struct gate_findings {
  std::vector<std::string> regressions;  ///< a line each
  std::vector<std::string> undecided;    ///< rows that have both sides, but not the repetitions

  /// 0; 1 for a regression; 2 if there is none, but not all rows could be judged.
  int exit_code() const;
};

/// `threshold`: a share; 0.05 lets changes below 5 % pass. Throws cannot_compare for a metric that does not
/// say which way is better.
gate_findings gate(const comparison& all, double threshold);

}  // namespace millrace::compare
