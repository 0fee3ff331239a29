#pragma once

#include "run/finding.h"
#include "run/schedule.h"
#include "run/scheduler.h"
#include "search/depth_first.h"
#include "search/replay.h"

namespace millrace::explorer {

/// Runs a schedule. Did it find what has that signature, as its end or as a race on the way?
bool finds_again(replay& by, const run_limits& limits, const schedule& what, std::uint64_t signature);

/// Looks for a schedule with fewer decisions that finds the same: depth first, those with few preemptions
/// before others, for a moment only.
void find_shorter(depth_first& by, const run_limits& limits, schedule& what, std::uint64_t signature);

/// Leaves decisions out, as many as can be (delta debugging: Zeller, Hildebrandt 2002), while the run still
/// finds the same. False if the schedule does not find it in the first place.
bool shrink(replay& by, const run_limits& limits, schedule& what, std::uint64_t signature);

}  // namespace millrace::explorer
