#include "model/gate.h"

#include <fmt/format.h>

#include "model/wording.h"

namespace millrace::compare {
namespace {

/// By how much worse, as a share: of time more, of a rate less.
double loss(const contrast& seen, better direction) {
  if (!seen.ratio) return 1;
  return direction == better::more ? 1 - *seen.ratio : *seen.ratio - 1;
}

void look(const comparison& all, const compared_row& row, std::size_t i, double threshold,
          gate_findings& into) {
  const auto& seen = row.contrasts[i];
  const auto& name = all.candidates[i + 1];
  if (row.cells[0].middle && row.cells[i + 1].missing.starts_with("failed")) {
    into.regressions.push_back(fmt::format("{}: {} {}", row.name, name, row.cells[i + 1].missing));
  } else if (row.cells[0].middle && row.cells[i + 1].middle && !seen.tested()) {
    into.undecided.push_back(fmt::format("{}: {}", row.name, why_untested(seen)));
  } else if (seen.verdict == outcome::slower && loss(seen, all.of.direction) >= threshold) {
    into.regressions.push_back(
        fmt::format("{}: {} is slower, {} {}", row.name, name, change(seen), p_value(seen.p_of_family)));
  }
}

}  // namespace

int gate_findings::exit_code() const {
  return !regressions.empty() ? 1 : !undecided.empty() ? 2 : 0;
}

gate_findings gate(const comparison& all, double threshold) {
  if (all.of.direction == better::unknown) {
    throw cannot_compare("--fail-on needs to know which way is better, and '" + all.of.name +
                         "' does not say; add --better less or --better more");
  }
  gate_findings found;
  for (const auto& row : all.rows) {
    for (std::size_t i = 0; i < row.contrasts.size(); ++i) look(all, row, i, threshold, found);
  }
  return found;
}

}  // namespace millrace::compare
