#pragma once

#include <cmath>
#include <cstdint>
#include <map>

#include <millrace/probe/reader.h>

namespace millrace::viewer {

/// Tells one wait of a task from its next. When a wait began is reckoned anew at each look, from ticks and a
/// rate that is known better and better: the same moment comes out some nanoseconds apart.
class wait_starts {
 public:
  /// Since when `task` has been in the wait that it is in: the same number at each look.
  double of(const probe::task_view& task) {
    constexpr double one_and_the_same = 1e-3;
    double& known = known_.try_emplace(task.slot, task.since).first->second;
    if (std::abs(task.since - known) > one_and_the_same) known = task.since;
    return known;
  }

 private:
  std::map<std::uint32_t, double> known_;  ///< by slot
};

}  // namespace millrace::viewer
