#include "run/shrink.h"

#include "run/run.h"

namespace millrace::explorer {
namespace {

constexpr std::uint64_t patience = 2'000'000'000;  // nanoseconds

class shrinking {
 public:
  shrinking(replay& by, const run_limits& limits, schedule& what, std::uint64_t signature)
      : by_(by), limits_(limits), what_(what), signature_(signature), end_(real_nanoseconds() + patience) {}

  /// Leaves out as many stretches of that length as can be.
  void remove_stretches(std::size_t length) {
    for (std::size_t from = what_.decisions.size(); from > 0;) {
      from = from > length ? from - length : 0;
      if (real_nanoseconds() > end_) return;
      if (runs_without(from, from + length)) keep_what_was_taken();
      if (from > what_.decisions.size()) from = what_.decisions.size();
    }
  }
  std::size_t size() const { return what_.decisions.size(); }

 private:
  bool runs_without(std::size_t from, std::size_t to) {
    by_.follow(what_, from, to);
    run_once(by_, limits_, what_.sites);
    return found_in_run(signature_) != nullptr && turns.taken().decisions.size() < what_.decisions.size();
  }
  void keep_what_was_taken() {
    what_.decisions.clear();
    for (const auto& each : turns.taken().decisions) what_.decisions.add(each);
  }

  replay& by_;
  const run_limits& limits_;
  schedule& what_;
  std::uint64_t signature_;
  std::uint64_t end_;
};

}  // namespace

bool finds_again(replay& by, const run_limits& limits, const schedule& what, std::uint64_t signature) {
  by.follow(what);
  run_once(by, limits, what.sites);
  return found_in_run(signature) != nullptr;
}

void find_shorter(depth_first& by, const run_limits& limits, schedule& what, std::uint64_t signature) {
  constexpr std::uint64_t most_preemptions = 2;
  constexpr int most_schedules = 5'000;
  constexpr std::uint64_t moment = 500'000'000;  // nanoseconds
  const std::uint64_t end = real_nanoseconds() + moment;
  by.restart(most_preemptions);
  for (int i = 0; i < most_schedules && real_nanoseconds() < end && by.begin(0); ++i) {
    const run_result result = run_once(by, limits, what.sites);
    by.end(result.steps);
    const auto& taken = turns.taken().decisions;
    if (taken.size() >= what.decisions.size() || found_in_run(signature) == nullptr) continue;
    what.decisions.clear();
    for (const auto& each : taken) what.decisions.add(each);
    if (what.decisions.size() <= 1) return;
  }
}

bool shrink(replay& by, const run_limits& limits, schedule& what, std::uint64_t signature) {
  if (!finds_again(by, limits, what, signature)) return false;
  shrinking state(by, limits, what, signature);
  for (std::size_t length = state.size(); length > 1; length /= 2) state.remove_stretches(length);
  // One by one, until nothing can go: what was needed for a decision that is gone may be so no longer.
  for (std::size_t before = state.size() + 1; state.size() < before;) {
    before = state.size();
    state.remove_stretches(1);
  }
  return true;
}

}  // namespace millrace::explorer
