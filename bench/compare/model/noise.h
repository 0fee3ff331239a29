#pragma once

#include <string>
#include <vector>

#include "model/metric.h"
#include "reading/results.h"

namespace millrace::compare {

/// Why a candidate's numbers are noisy, each by its measure: the machine was loaded, its frequency scaled,
/// the repetitions scatter, the library was a debug build. Empty if nothing speaks against them.
std::vector<std::string> noise_of(const results& of, const metric& by);

/// The typical scatter of its rows: the median of their robust spreads, as a share; 0 without repetitions.
double typical_spread(const results& of, const std::string& metric_name);

}  // namespace millrace::compare
