#include "model/metric.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <set>
#include <span>
#include <string_view>

#include <fmt/format.h>

namespace millrace::compare {
namespace {

constexpr std::array times = {std::pair{1e-9, "ns"}, std::pair{1e-6, "us"}, std::pair{1e-3, "ms"},
                              std::pair{1.0, "s"}};
constexpr std::array decimal = {std::pair{1.0, ""}, std::pair{1e3, "k"}, std::pair{1e6, "M"},
                                std::pair{1e9, "G"}, std::pair{1e12, "T"}};
constexpr std::array binary = {std::pair{1.0, "B"}, std::pair{1024.0, "KiB"}, std::pair{1048576.0, "MiB"},
                               std::pair{1073741824.0, "GiB"}, std::pair{1099511627776.0, "TiB"}};

unit largest_that_fits(std::span<const std::pair<double, const char*>> units, double value) {
  auto chosen = units.front();
  for (const auto& each : units) {
    if (std::abs(value) >= each.first) chosen = each;
  }
  return {chosen.first, chosen.second};
}

bool has_word(const std::string& name, std::string_view word) {
  return name.find(word) != std::string::npos;
}

bool is_rate(const std::string& name) {
  return name.ends_with("_per_second") || name.ends_with("/s") || name.ends_with("_per_s");
}

bool is_bytes(const std::string& name) {
  return has_word(name, "byte") || name == "max_bytes_used";
}

}  // namespace

better direction_of(const std::string& given) {
  std::string name;
  for (const char c : given) name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  constexpr std::array<std::string_view, 5> more = {"throughput", "ops", "hits", "bandwidth", "speedup"};
  constexpr std::array<std::string_view, 14> less = {"time",   "latency", "p50",   "p90",  "p95",
                                                     "p99",    "byte",    "alloc", "miss", "instructions",
                                                     "cycles", "memory",  "heap",  "stall"};
  const auto in_name = [&](std::string_view word) { return has_word(name, word); };
  if (is_rate(name) || std::ranges::any_of(more, in_name)) return better::more;
  const bool duration = name.ends_with("_ns") || name.ends_with("_us") || name.ends_with("_ms");
  return duration || std::ranges::any_of(less, in_name) ? better::less : better::unknown;
}

unit unit_for(const metric& of, double typical) {
  if (of.is_time()) return largest_that_fits(times, typical);
  auto chosen = is_bytes(of.name) ? largest_that_fits(binary, typical) : largest_that_fits(decimal, typical);
  if (is_rate(of.name)) chosen.name += "/s";
  return chosen;
}

std::string quantity(const metric& of, double value) {
  const auto in = unit_for(of, value);
  const double scaled = value / in.size;
  const double size = std::abs(scaled);
  const bool whole = !of.is_time() && in.size == 1 && scaled == std::floor(scaled) && size < 1e6;
  const int decimals = whole || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
  const auto number = size < 1e6 && (size >= 1e-3 || size == 0) ? fmt::format("{:.{}f}", scaled, decimals)
                                                                : fmt::format("{:.3g}", scaled);
  return in.name.empty() ? number : number + ' ' + in.name;
}

std::vector<std::string> metrics_in(const std::vector<results>& all) {
  std::set<std::string> names;
  for (const auto& each : all) {
    for (const auto& row : each.rows) {
      for (const auto& [name, values] : row.samples) names.insert(name);
      for (const auto& [name, value] : row.middles) names.insert(name);
    }
  }
  std::vector<std::string> ordered;
  for (const auto* first : {"real_time", "cpu_time"}) {
    if (names.erase(first) > 0) ordered.emplace_back(first);
  }
  ordered.insert(ordered.end(), names.begin(), names.end());
  return ordered;
}

}  // namespace millrace::compare
