#pragma once

#include <cstdint>
#include <sys/types.h>
#include <vector>

namespace millrace::harness {

/// What a process uses.
struct usage {
  int threads = 0;
  std::int64_t memory_bytes = 0;  ///< resident
};

/// Nothing once it has ended.
usage usage_of(pid_t process);

/// What a candidate started, in whichever process group or session, also what has outlived its parent.
struct family {
  std::vector<pid_t> members;
  usage used;
};

/// All descendants of ours but the candidate itself and the tools that we run, which share our process group.
/// Reads all of /proc: some milliseconds.
family family_of(pid_t candidate);

}  // namespace millrace::harness
