#include "verdict/speed.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "verdict/builder.h"
#include "verdict/check.h"

namespace millrace::tutor {

std::optional<speed> speed_beside_fixed(const project& where, const lab& which, const std::string& candidate,
                                        const std::filesystem::path& evidence, const std::stop_token& stop) {
  constexpr int rounds = 3;
  const auto built = build_targets(
      where, {target_of(which, "fixed", "plain"), target_of(which, candidate, "plain")}, stop, [] {});
  if (!built.built) return std::nullopt;
  std::array<std::vector<double>, 2> throughput;
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t side = 0; side < 2; ++side) {
      const std::string name = side == 0 ? candidate : "fixed";
      const auto folder = evidence / (name + '-' + std::to_string(round + 1));
      const auto run =
          run_scenario(where, which, name, "plain", folder, static_cast<unsigned>(round + 1), "bench", stop);
      if (!run.passed() || run.throughput <= 0) return std::nullopt;
      throughput[side].push_back(run.throughput);
    }
  }
  for (auto& side : throughput) std::ranges::sort(side);
  return speed{throughput[0][rounds / 2] / throughput[1][rounds / 2], rounds};
}

std::string speed_text(const speed& measured) {
  return fmt::format("{:.2f} times the throughput of the reference fix (median of {} runs each, in turns)",
                     measured.ratio, measured.runs);
}

}  // namespace millrace::tutor
