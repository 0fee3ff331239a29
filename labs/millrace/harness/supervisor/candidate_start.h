#pragma once

#include <sys/types.h>

#include <millrace/harness/supervisor/candidate_process.h>

namespace millrace::harness {

/// Forks and executes a candidate under its limits: a process group of its own that dies with us, no core
/// file, bounded files and processes, sanitizer options, no address-space randomisation under
/// ThreadSanitizer. `control` is its end of the control socket. Throws cannot_run.
pid_t start_candidate(const launch& how, int control);

/// Kills every descendant that outlived its parent. We are their subreaper, so they are our children.
void kill_strays(pid_t except);

}  // namespace millrace::harness
