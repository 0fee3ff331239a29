#include "model/wording.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "statistics/effect.h"

namespace millrace::compare {
namespace {

bool is_large(double ratio) {
  return ratio >= 2 || ratio <= 0.5;
}

std::string percent(double ratio) {
  const double by = (ratio - 1) * 100;
  return fmt::format("{:+.{}f}", by, std::abs(by) < 10 ? 2 : 1);
}

}  // namespace

std::string factor(double ratio) {
  return fmt::format("x{:.{}f}", ratio, ratio >= 100 ? 0 : ratio >= 10 ? 1 : ratio >= 1 ? 2 : 3);
}

std::string factor_interval(const interval& of) {
  return factor(of.low) + " .. " + factor(of.high);
}

std::string change(const contrast& seen) {
  if (!seen.ratio) return {};
  return is_large(*seen.ratio) ? factor(*seen.ratio) : percent(*seen.ratio) + " %";
}

std::string change_interval(const contrast& seen) {
  if (!seen.ratio_interval || !seen.ratio) return {};
  const auto& [low, high] = *seen.ratio_interval;
  if (is_large(*seen.ratio)) return factor_interval(*seen.ratio_interval);
  return percent(low) + " .. " + percent(high) + " %";
}

std::string p_value(double p) {
  if (p < 0.0001) return "p<0.0001";
  return fmt::format("p={:.{}f}", p, p < 0.1 ? 4 : 2);
}

std::string middle(const metric& of, const measurement& seen) {
  if (!seen.middle) return seen.missing;
  auto words = quantity(of, *seen.middle);
  if (!seen.confidence || *seen.middle == 0) return words;
  const double reach = std::max(seen.confidence->high - *seen.middle, *seen.middle - seen.confidence->low);
  return words + fmt::format(" ± {:.0f} %", std::abs(reach / *seen.middle) * 100);
}

std::string why_untested(const contrast& seen) {
  if (seen.verdict == outcome::too_few) {
    return fmt::format("too few: {} more, --benchmark_repetitions={}", seen.wanting, least_repetitions);
  }
  return seen.ratio ? "no repetitions in the file: --benchmark_report_aggregates_only=false"
                    : "not comparable";
}

std::string verdict(const contrast& seen) {
  if (!seen.tested()) return why_untested(seen);
  return fmt::format("{}  {}", describe(seen.verdict), p_value(seen.p_of_family));
}

std::string direction(const metric& of) {
  switch (of.direction) {
    case better::less:
      return "less is better";
    case better::more:
      return "more is better";
    case better::unknown:
      break;
  }
  return "which way is better is not known: --better less or more says it";
}

}  // namespace millrace::compare
