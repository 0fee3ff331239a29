#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <millrace/probe/reader.h>

namespace millrace::viewer {

/// What one look at a process brought. All times in it are seconds of the machine's monotonic clock, so that
/// processes can stand side by side on one axis.
struct batch {
  double at = 0;
  std::optional<probe::snapshot> state;   ///< none: only events came
  std::vector<probe::event_view> events;  ///< in order of time, none later than `at`
  std::uint64_t missed = 0;               ///< events that were overwritten before they could be read
  bool alive = true;                      ///< false: the process has ended; this is its last
};

}  // namespace millrace::viewer
