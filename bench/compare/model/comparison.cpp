#include "model/comparison.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <regex>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/matching.h"
#include "model/noise.h"
#include "statistics/bootstrap.h"
#include "statistics/effect.h"
#include "statistics/family.h"
#include "statistics/geometric_mean.h"
#include "statistics/rank_sum.h"

namespace millrace::compare {
namespace {

/// FNV-1a: the same seed for the same row on every machine.
std::uint64_t seed_of(const std::string& name, std::size_t candidate) {
  std::uint64_t hash = 14695981039346656037U + candidate;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hash;
}

measurement measure_samples(const std::vector<double>& samples) {
  measurement seen;
  seen.samples = samples;
  seen.middle = median(samples);
  seen.spread = robust_spread(samples);
  return seen;
}

measurement measure_row(const result_row* row, const metric& of) {
  measurement seen;
  if (!row) {
    seen.missing = "not in this file";
    return seen;
  }
  if (const auto found = row->samples.find(of.name); found != row->samples.end()) {
    seen = measure_samples(found->second);
  } else if (const auto aggregate = row->middles.find(of.name); aggregate != row->middles.end()) {
    seen.middle = aggregate->second;
  }
  if (!row->error.empty()) {
    seen = {};
    seen.missing = "failed: " + row->error;
  } else if (!seen.middle) {
    seen.missing = "no " + of.name;
  }
  return seen;
}

using draws = std::vector<double>;

/// Medians of resamples, and the interval that they give; from three repetitions on.
draws add_confidence(measurement& seen, std::uint64_t seed) {
  if (seen.samples.size() < 3) return {};
  auto drawn = bootstrap_medians(seen.samples, seed);
  seen.confidence = middle_of(drawn);
  return drawn;
}

/// Logarithms of ratios of resampled medians; empty if one is not positive.
draws log_ratios(const draws& first, const draws& second) {
  draws logs;
  for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i) {
    if (!(first[i] > 0) || !(second[i] > 0)) return {};
    logs.push_back(std::log(second[i] / first[i]));
  }
  return logs;
}

contrast contrast_of(const measurement& first, const measurement& second, const draws& logs) {
  contrast seen;
  if (!first.middle || !second.middle) return seen;
  if (*first.middle > 0 && *second.middle > 0) seen.ratio = *second.middle / *first.middle;
  if (first.samples.empty() || second.samples.empty()) return seen;
  if (seen.ratio && !logs.empty()) {
    const auto middle = middle_of(logs);
    seen.ratio_interval = {std::exp(middle.low), std::exp(middle.high)};
  }
  seen.typical_ratio = hodges_lehmann_ratio(first.samples, second.samples);
  seen.delta = cliffs_delta(first.samples, second.samples);
  const auto test = rank_sum_test(first.samples, second.samples);
  seen.p = test.p;
  seen.exact = test.exact;
  const auto fewer = std::min(first.samples.size(), second.samples.size());
  seen.wanting = fewer < least_repetitions ? least_repetitions - fewer : 0;
  seen.verdict = seen.wanting > 0 ? outcome::too_few : outcome::alike;
  return seen;
}

compared_row compare_row(const matched_row& row, const metric& of, std::vector<geometric_mean>& means) {
  compared_row seen;
  seen.name = row.name;
  std::vector<draws> medians;
  for (std::size_t i = 0; i < row.of.size(); ++i) {
    auto& cell = seen.cells.emplace_back(measure_row(row.of[i], of));
    medians.push_back(add_confidence(cell, seed_of(row.name, i)));
    if (row.of[i] && seen.label.empty()) seen.label = row.of[i]->label;
  }
  std::vector<draws> logs;
  for (std::size_t i = 1; i < row.of.size(); ++i) {
    logs.push_back(log_ratios(medians[0], medians[i]));
    seen.contrasts.push_back(contrast_of(seen.cells[0], seen.cells[i], logs.back()));
  }
  for (std::size_t i = 0; i < logs.size() && seen.matched(); ++i) {
    if (seen.contrasts[i].ratio) means[i].add(*seen.contrasts[i].ratio, logs[i]);
  }
  return seen;
}

bool has_growth(const matched_row& row) {
  return std::ranges::any_of(row.of, [](const result_row* each) { return each && each->growth; });
}

/// Complexity is told of a family, beside its rows.
bool has_only_growth(const matched_row& row) {
  return std::ranges::all_of(row.of, [](const result_row* each) {
    return !each || (each->growth && !each->measured() && each->error.empty());
  });
}

std::vector<std::optional<complexity>> growths_of(const matched_row& row) {
  std::vector<std::optional<complexity>> growths;
  for (const auto* each : row.of) growths.push_back(each ? each->growth : std::nullopt);
  return growths;
}

outcome name_difference(const metric& of, bool rises) {
  if (of.direction == better::unknown) return rises ? outcome::higher : outcome::lower;
  return rises == (of.direction == better::more) ? outcome::faster : outcome::slower;
}

std::function<bool(const std::string&)> name_filter(const std::string& words) {
  if (words.empty()) return [](const std::string&) { return true; };
  const bool others = words.front() == '-';
  try {
    return [pattern = std::regex(words.substr(others ? 1 : 0)), others](const std::string& name) {
      return std::regex_search(name, pattern) != others;
    };
  } catch (const std::regex_error&) {
    throw cannot_compare("--filter '" + words + "' is no regular expression; put \\ before its signs");
  }
}

void refuse_empty(const comparison& all, const std::vector<results>& from, const std::string& filter) {
  if (all.rows.empty())
    throw cannot_compare("no benchmark's name matches --filter '" + filter + "'; widen it");
  const auto has_one = [](const compared_row& row) {
    return std::ranges::any_of(row.cells, [](const measurement& cell) { return cell.middle.has_value(); });
  };
  const auto metrics = metrics_in(from);
  // Where everything failed, the failures are what is to be seen.
  if (metrics.empty() || std::ranges::any_of(all.rows, has_one)) return;
  throw cannot_compare(
      fmt::format("no benchmark has a metric '{}'; there are {}", all.of.name, fmt::join(metrics, ", ")));
}

}  // namespace

std::string_view describe(outcome what) {
  switch (what) {
    case outcome::not_comparable:
      return "not comparable";
    case outcome::too_few:
      return "too few repetitions";
    case outcome::alike:
      return "~";
    case outcome::faster:
      return "faster";
    case outcome::slower:
      return "slower";
    case outcome::higher:
      return "higher";
    case outcome::lower:
      return "lower";
  }
  return "";
}

measurement measure(const std::vector<double>& samples, const std::string& name) {
  auto seen = measure_samples(samples);
  add_confidence(seen, seed_of(name, 0));
  return seen;
}

bool compared_row::matched() const {
  return std::ranges::all_of(cells, [](const measurement& cell) { return cell.middle.has_value(); });
}

void judge(comparison& all) {
  std::vector<contrast*> family;
  std::vector<double> p_values;
  for (auto& row : all.rows) {
    for (auto& each : row.contrasts) {
      if (!each.tested()) continue;
      family.push_back(&each);
      p_values.push_back(each.p);
    }
  }
  const auto corrected = holm(p_values);
  for (std::size_t i = 0; i < family.size(); ++i) {
    family[i]->p_of_family = corrected[i];
    family[i]->verdict =
        corrected[i] < all.alpha ? name_difference(all.of, family[i]->delta > 0) : outcome::alike;
  }
}

comparison compare(const std::vector<results>& all, const metric& of, const std::string& filter,
                   double alpha) {
  comparison made;
  made.of = of;
  made.alpha = alpha;
  for (const auto& each : all) {
    made.candidates.push_back(each.name);
    made.noise.push_back(noise_of(each, of));
    for (const auto& note : each.notes) made.notes.push_back(each.name + ": " + note);
  }
  std::vector<geometric_mean> means(all.size() - 1);
  const auto wanted = name_filter(filter);
  for (const auto& row : match(all)) {
    if (!wanted(row.name)) continue;
    if (has_growth(row)) made.families.push_back({row.name, growths_of(row)});
    if (!has_only_growth(row)) made.rows.push_back(compare_row(row, of, means));
  }
  refuse_empty(made, all, filter);
  for (const auto& each : means) made.overalls.push_back(each.result());
  judge(made);
  return made;
}

}  // namespace millrace::compare
