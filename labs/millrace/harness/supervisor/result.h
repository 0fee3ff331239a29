#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <millrace/harness/reports/finding.h>
#include <millrace/harness/supervisor/lab.h>

namespace millrace::harness {

struct invariant {
  std::string promise;
  bool held = true;
  std::string detail;
};

/// What the loads of a run came to, all together.
struct measurements {
  int requests = 0;
  int unanswered = 0;
  std::chrono::duration<double> elapsed{};
  std::map<int, int> by_status;
  std::vector<std::chrono::microseconds> latency;
  int peak_tasks = 0;
  std::int64_t peak_memory_bytes = 0;
};

/// How the candidate's process ended.
struct ending {
  std::string how = "not started";  ///< exited, signalled, deadline, memory limit, task limit, not started
  int code = 0;
  std::string signal;  ///< its name, if one ended it
};

struct failure {
  std::string what;
  std::string next;
};

/// One run of a scenario against one candidate in one flavour: the verdict's raw material.
struct result {
  std::string lab;
  std::string candidate;
  std::string flavour;
  std::string scale;
  unsigned seed = 0;
  std::optional<failure> error;  ///< set: Millrace could not run it
  std::vector<std::string> instruments;
  std::vector<finding> findings;
  std::vector<invariant> invariants;
  measurements measured;
  bounds limits;
  ending end;

  bool passed() const { return !error && findings.empty(); }
};

/// Writes result.json into the evidence folder. Throws cannot_run when that fails.
void write_result(const result& run, const std::string& folder);

}  // namespace millrace::harness
