#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace millrace::compare {

/// Cliff's delta: how much more often a value of `second` is larger than one of `first` than smaller, from -1
/// to 1. The Vargha-Delaney A is (delta + 1) / 2.
double cliffs_delta(std::span<const double> first, std::span<const double> second);

/// "negligible", "small", "medium" or "large", at 0.147, 0.33 and 0.474 (Romano and others, 2006).
std::string_view describe_effect(double delta);

/// The Hodges-Lehmann estimate of the factor between two samples: the median of all ratios of a value of
/// `second` to one of `first`. It is what the rank-sum test tests. Nothing unless all values are positive.
std::optional<double> hodges_lehmann_ratio(std::span<const double> first, std::span<const double> second);

}  // namespace millrace::compare
