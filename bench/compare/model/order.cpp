#include "model/order.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace millrace::compare {
namespace {

/// What sorts by effect: rows with a significant difference, then how large it is.
std::pair<bool, double> weight(const compared_row& row) {
  std::pair<bool, double> most = {false, -1};
  for (const auto& each : row.contrasts) {
    const bool differs = each.tested() && each.verdict != outcome::alike;
    most = std::max(most, std::pair(differs, each.ratio ? std::abs(std::log(*each.ratio)) : -1));
  }
  return most;
}

}  // namespace

void sort_rows(comparison& all, row_order by) {
  if (by == row_order::effect) std::ranges::stable_sort(all.rows, std::greater(), weight);
  if (by == row_order::name) std::ranges::stable_sort(all.rows, {}, &compared_row::name);
}

}  // namespace millrace::compare
