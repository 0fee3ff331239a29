#pragma once

#include <string>
#include <vector>

#include "reading/results.h"

namespace millrace::compare {

/// One benchmark over all candidates.
struct matched_row {
  std::string name;
  std::vector<const result_row*> of;  ///< one a candidate; null where it has no such row
};

/// Brings rows together that measure the same: by name without decorations; where that would confuse two rows
/// of one candidate, by program and whole name. When each candidate has a single row, these are compared,
/// whatever they are called. All rows are kept, in the order of the first candidate and then of the others.
/// The rows point into `all`.
std::vector<matched_row> match(const std::vector<results>& all);

/// The rows of one file as several candidates: "channel/millrace/64" and "channel/tbb/64" between "millrace"
/// and "tbb" are one row, "channel/*/64". Throws cannot_compare if a word is in no name.
std::vector<results> split_between(const results& all, const std::vector<std::string>& words);

}  // namespace millrace::compare
