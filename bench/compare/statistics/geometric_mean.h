#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "statistics/sample.h"

namespace millrace::compare {

/// The geometric mean of ratios over rows.
struct overall {
  std::optional<double> ratio;
  interval confidence;
  std::size_t rows = 0;
};

/// Sums up logarithms of ratios and of their bootstrap draws: rows are resampled apart from each other, so
/// the sums of their draws are draws of the sum, and what its interval comes from.
class geometric_mean {
 public:
  /// `logs`: logarithms of resampled ratios; empty if there are none.
  void add(double ratio, const std::vector<double>& logs);
  overall result() const;

 private:
  std::size_t rows_ = 0;
  double sum_ = 0;
  bool whole_ = true;  ///< every row has draws
  std::vector<double> sums_;
};

}  // namespace millrace::compare
