#include "report/json.h"

#include <nlohmann/json.hpp>

#include "statistics/effect.h"

namespace millrace::compare {
namespace {

using nlohmann::json;

template <class Number>
json or_null(const std::optional<Number>& value) {
  return value ? json(*value) : json();
}

json pair_of(const std::optional<interval>& of) {
  return of ? json{of->low, of->high} : json();
}

json cell_json(const comparison& all, const compared_row& row, std::size_t i) {
  const auto& seen = row.cells[i];
  json cell = {{"candidate", all.candidates[i]},
               {"median", or_null(seen.middle)},
               {"interval", pair_of(seen.confidence)},
               {"repetitions", seen.samples.size()},
               {"spread", seen.spread},
               {"samples", seen.samples}};
  if (!seen.missing.empty()) cell["missing"] = seen.missing;
  return cell;
}

json growth_json(const comparison& all, const family_growth& family) {
  json told = {{"name", family.name}};
  for (std::size_t i = 0; i < family.of.size(); ++i) {
    if (const auto& seen = family.of[i])
      told["fits"].push_back({{"candidate", all.candidates[i]},
                              {"order", seen->order},
                              {"coefficient", or_null(seen->coefficient)},
                              {"rms", or_null(seen->misfit)}});
  }
  return told;
}

json contrast_json(const comparison& all, const compared_row& row, std::size_t i) {
  const auto& seen = row.contrasts[i];
  json told = {{"candidate", all.candidates[i + 1]},
               {"against", all.candidates[0]},
               {"verdict", describe(seen.verdict)},
               {"ratio", or_null(seen.ratio)},
               {"ratio_interval", pair_of(seen.ratio_interval)},
               {"hodges_lehmann_ratio", or_null(seen.typical_ratio)}};
  if (seen.wanting > 0) told["repetitions_wanting"] = seen.wanting;
  if (seen.tested()) {
    told["p"] = seen.p;
    told["p_holm"] = seen.p_of_family;
    told["test"] = seen.exact ? "mann-whitney, exact" : "mann-whitney, normal";
    told["cliffs_delta"] = seen.delta;
    told["a12"] = (seen.delta + 1) / 2;
    told["effect"] = describe_effect(seen.delta);
  }
  return told;
}

}  // namespace

std::string json_report(const comparison& all) {
  static constexpr const char* directions[] = {"less", "more", "unknown"};
  json told = {{"metric", all.of.name},
               {"better", directions[static_cast<int>(all.of.direction)]},
               {"alpha", all.alpha},
               {"candidates", all.candidates},
               {"noise", all.noise},
               {"notes", all.notes},
               {"rows", json::array()},
               {"complexities", json::array()},
               {"geometric_means", json::array()}};
  for (const auto& row : all.rows) {
    json entry = {{"name", row.name}, {"matched", row.matched()}};
    if (!row.label.empty()) entry["label"] = row.label;
    for (std::size_t i = 0; i < row.cells.size(); ++i) entry["cells"].push_back(cell_json(all, row, i));
    for (std::size_t i = 0; i < row.contrasts.size(); ++i)
      entry["contrasts"].push_back(contrast_json(all, row, i));
    told["rows"].push_back(std::move(entry));
  }
  for (const auto& family : all.families) told["complexities"].push_back(growth_json(all, family));
  for (std::size_t i = 0; i < all.overalls.size(); ++i) {
    const auto& mean = all.overalls[i];
    told["geometric_means"].push_back({{"candidate", all.candidates[i + 1]},
                                       {"ratio", or_null(mean.ratio)},
                                       {"interval", mean.ratio ? pair_of(mean.confidence) : json()},
                                       {"rows", mean.rows}});
  }
  return told.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
}

}  // namespace millrace::compare
