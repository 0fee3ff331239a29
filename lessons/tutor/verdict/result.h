#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace millrace::tutor {

/// What a scenario program wrote into result.json, read back. See labs/millrace/harness/supervisor/result.h.
struct place {
  std::string file;
  int line = 0;
  bool known() const { return !file.empty(); }
};

struct frame {
  std::string function;
  place at;
};

struct stack {
  std::string title;
  std::vector<frame> frames;
};

struct task_note {
  std::string name;
  std::string state;
  std::string blocked_on;
  place at;
  place spawned;
};

struct finding {
  std::string instrument;
  std::string kind;
  std::string message;
  place where;
  std::vector<stack> stacks;
  std::vector<task_note> tasks;
  std::string told;  ///< how it came to it, a table: the schedule that the explorer found
  int count = 1;
};

struct run_result {
  std::string flavour;
  std::vector<std::string> instruments;
  std::vector<finding> findings;
  std::string error;  ///< not empty: Millrace could not run it; what happened and what to do
  std::string
      passed_over;  ///< not empty: why the instrument cannot look at this candidate; that is no fault of it
  unsigned long schedules = 0;  ///< that the explorer has run
  double throughput = 0;
  double seconds = 0;
  int requests = 0;
  std::map<std::string, int> statuses;  ///< answers by status
  int peak_tasks = 0;
  std::int64_t peak_memory_bytes = 0;
  std::map<std::string, std::int64_t> latency_us;
  std::string ended;  ///< how the candidate did: exited, signalled, task limit, deadline, ...
  std::filesystem::path evidence;

  bool passed() const { return error.empty() && findings.empty(); }
};

/// Throws cannot_run if the file is missing, cut short, or from another version.
run_result read_result(const std::filesystem::path& evidence);

}  // namespace millrace::tutor
