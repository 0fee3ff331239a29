#pragma once

#include <span>
#include <vector>

namespace millrace::compare {

/// The quantile of sorted values, between neighbours in proportion (R's type 7, numpy's default).
double quantile_of_sorted(std::span<const double> sorted, double share);

/// Of values in any order, at least one.
double median(std::vector<double> values);

/// A share of the median that tells how far values scatter: 1.4826 times the median distance from the median,
/// over the median. For a normal distribution that is its coefficient of variation; unlike that, one outlier
/// does not move it. 0 for a median of 0.
double robust_spread(std::span<const double> values);

struct interval {
  double low = 0;
  double high = 0;
};

}  // namespace millrace::compare
