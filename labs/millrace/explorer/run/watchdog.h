#pragma once

namespace millrace::explorer {

/// Catches what would end the process, or never end: signals of a crash, and loops in which a task neither
/// touches memory nor anything else that we see. Both end the run, not the exploration.
void prepare_watchdog();

/// Has half a second gone by since this was asked last, or more?
bool has_ticked();

}  // namespace millrace::explorer
