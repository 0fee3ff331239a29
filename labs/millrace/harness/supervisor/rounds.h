#pragma once

#include <functional>

#include <millrace/harness/supervisor/live_run.h>

namespace millrace::harness {

/// Plays a scenario round after round for somebody who watches (the viewer), with a fresh candidate each. It
/// speaks in lines. Out: "candidate PID" once it serves, "promise TEXT" for each broken promise, "round
/// over", "error TEXT". In: "next" begins another round, "set NAME VALUE" turns a knob: rate, clients, or a
/// setting of the candidate. The end of its input ends it, and the candidate with it.
int play_rounds(const run_options& options, const std::function<void(live_run&)>& play);

}  // namespace millrace::harness
