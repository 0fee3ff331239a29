#pragma once

#include "model/task.h"
#include "run/finding.h"

namespace millrace::explorer {

/// Nobody can go on. Says why: a cycle of tasks that wait for each other, a notification that nobody heard,
/// or, when the program is over, whom it left behind.
finding describe_stuck();

/// Main has ended long ago, and this task is neither over nor blocked.
finding describe_going_on(const task& left);

/// Everybody goes round in loops, and nothing changes.
finding describe_livelock();

/// Readers that overlap keep this writer waiting for ever.
finding describe_starvation(const task& writer);

/// The task that holds what `blocked` waits for; null if that is no single one.
const task* holder(const task& blocked);

}  // namespace millrace::explorer
