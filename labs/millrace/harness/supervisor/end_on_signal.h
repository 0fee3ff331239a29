#pragma once

namespace millrace::harness {

/// From now on SIGTERM, SIGINT and SIGHUP end the candidate with all that it forked, then us (exit code 2).
/// Call it before any other thread is started: they must not take the signals.
void end_on_signal();

}  // namespace millrace::harness
