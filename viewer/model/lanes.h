#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/cursor.h"
#include "model/track.h"

namespace millrace::viewer {

/// What a task does, as a timeline tells it.
enum class doing : std::uint8_t { running, blocked, waits_for_lock, idle };
inline constexpr std::size_t doings = 4;

/// One column of a lane: which part of its time the task spent how. Less than all of it when the task did not
/// live then.
using shares = std::array<float, doings>;

/// A task's way through a stretch of time, in as many columns as the screen has.
struct lane {
  std::uint32_t slot = 0;
  std::vector<shares> columns;
};

/// Somebody made it possible for a task to go on.
struct wakeup {
  double at = 0;
  std::uint32_t from = 0;  ///< slots
  std::uint32_t to = 0;
};

struct lanes {
  double begin = 0;
  double end = 0;
  std::vector<lane> all;  ///< in the order of the slots asked for
  std::vector<wakeup> wakeups;
};

/// What the tasks in `slots` did from `begin` to `end`. Each column is the exact sum, not the majority: a
/// task that runs four tenths of the time does not look as if it ran. Linear in the events of that stretch.
/// `before` knows the state at its beginning from the call before.
lanes lanes_of(const track& seen, double begin, double end, std::size_t columns,
               const std::vector<std::uint32_t>& slots, cursor& before, std::size_t most_wakeups = 400);

doing doing_of(const probe::task_view& task);

}  // namespace millrace::viewer
