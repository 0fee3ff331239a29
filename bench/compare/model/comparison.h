#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/metric.h"
#include "reading/results.h"
#include "statistics/geometric_mean.h"
#include "statistics/sample.h"

namespace millrace::compare {

/// Fewer repetitions are no ground for a verdict.
constexpr std::size_t least_repetitions = 10;

/// What a candidate measured for one row.
struct measurement {
  std::vector<double> samples;         ///< in the order they were measured
  std::optional<double> middle;        ///< the median
  std::optional<interval> confidence;  ///< of the median, 95 %, by bootstrap; needs three repetitions
  double spread = 0;                   ///< robust, as a share of the median
  std::string missing;                 ///< why there is no middle, in words
};

/// What repetitions say; `name` seeds the bootstrap.
measurement measure(const std::vector<double>& samples, const std::string& name);

enum class outcome {
  not_comparable,  ///< a side is missing, failed, or has no repetitions
  too_few,         ///< fewer than ten repetitions
  alike,           ///< no significant difference: "~"
  faster,
  slower,
  higher,  ///< of a counter that does not say which way is better
  lower
};
std::string_view describe(outcome what);

/// A candidate against the first one.
struct contrast {
  outcome verdict = outcome::not_comparable;
  std::optional<double> ratio;             ///< of the medians, this over the first; needs positive values
  std::optional<interval> ratio_interval;  ///< 95 %, by bootstrap; for this row alone
  std::optional<double> typical_ratio;     ///< Hodges-Lehmann
  double delta = 0;                        ///< Cliff's
  double p = 1;                            ///< Mann-Whitney
  double p_of_family = 1;                  ///< Holm's correction over all rows that have a verdict
  bool exact = false;
  std::size_t wanting = 0;  ///< repetitions that the side with fewer lacks

  bool tested() const { return verdict != outcome::not_comparable && verdict != outcome::too_few; }
};

struct compared_row {
  std::string name;
  std::string label;
  std::vector<measurement> cells;   ///< one a candidate
  std::vector<contrast> contrasts;  ///< one a candidate but the first

  bool matched() const;  ///< every candidate has a median
};

/// How the cost of a family of rows grows.
struct family_growth {
  std::string name;
  std::vector<std::optional<complexity>> of;  ///< one a candidate
};

struct comparison {
  metric of;
  double alpha = 0.05;
  std::vector<std::string> candidates;
  std::vector<compared_row> rows;
  std::vector<family_growth> families;
  std::vector<overall> overalls;                ///< one a candidate but the first
  std::vector<std::vector<std::string>> noise;  ///< one a candidate: why its numbers are not to be trusted
  std::vector<std::string> notes;
};

/// Fills verdicts and corrected p-values: one family of all rows that can be tested.
void judge(comparison& all);

/// Compares candidates on one metric. `filter`: a regular expression for names, "-" before it keeps the
/// others. Throws cannot_compare if nothing is left, or if no row has that metric.
comparison compare(const std::vector<results>& all, const metric& of, const std::string& filter = "",
                   double alpha = 0.05);

}  // namespace millrace::compare
