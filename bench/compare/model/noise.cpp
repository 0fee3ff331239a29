#include "model/noise.h"

#include <algorithm>

#include <fmt/format.h>

#include "statistics/sample.h"

namespace millrace::compare {

double typical_spread(const results& of, const std::string& metric_name) {
  std::vector<double> spreads;
  for (const auto& row : of.rows) {
    const auto found = row.samples.find(metric_name);
    if (found != row.samples.end() && found->second.size() > 2)
      spreads.push_back(robust_spread(found->second));
  }
  return spreads.empty() ? 0 : median(std::move(spreads));
}

std::vector<std::string> noise_of(const results& of, const metric& by) {
  constexpr double much_scatter = 0.05;
  constexpr double much_load = 0.5;  // a processor's share of others' work
  std::vector<std::string> reasons;
  double load = 0;
  int processors = 0;
  bool scales = false;
  bool debug = false;
  for (const auto& context : of.contexts) {
    if (context.load && *context.load > load) {
      load = *context.load;
      processors = context.processors;
    }
    scales = scales || context.frequency_scaling.value_or(false);
    debug = debug || context.library_build == "debug";
  }
  if (processors > 0 && load > much_load * processors)
    reasons.push_back(fmt::format("the load was {:.1f} on {} processors before it began", load, processors));
  if (const double spread = typical_spread(of, by.name); spread > much_scatter)
    reasons.push_back(fmt::format("a typical row scatters by {:.0f} %", spread * 100));
  if (scales) reasons.emplace_back("the processors' frequency changes (governor not 'performance')");
  if (debug) reasons.emplace_back("the benchmark library is a debug build");
  return reasons;
}

}  // namespace millrace::compare
