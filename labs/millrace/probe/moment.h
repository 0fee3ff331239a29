#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <millrace/probe/reader.h>

namespace millrace::probe {

/// What one look at a process brought: the unit that recordings are made of. Times are seconds since the
/// process started to publish.
struct moment {
  double at = 0;
  std::vector<event_view> events = {};  ///< since the moment before, by time
  std::uint64_t missed = 0;             ///< events that were overwritten before they could be read
  std::optional<snapshot> state = {};   ///< as it was after these events; none: nobody looked
  bool alive = true;                    ///< false: the process has ended, and this is its last
};

}  // namespace millrace::probe
