#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "statistics/sample.h"

namespace millrace::compare {

/// Medians of resamples of one sample: the bootstrap (Efron 1979). The same seed gives the same.
///
/// Intervals are percentiles of it. BCa, the usual refinement, needs a jackknife of the statistic, and the
/// jackknife of a median is inconsistent (Efron and Tibshirani, An Introduction to the Bootstrap, 10.6):
/// leaving one value out moves a median by one of two steps, whatever the scatter is.
std::vector<double> bootstrap_medians(std::span<const double> sample, std::uint64_t seed);

/// The middle 95 % of draws.
interval middle_of(std::vector<double> draws, double confidence = 0.95);

}  // namespace millrace::compare
