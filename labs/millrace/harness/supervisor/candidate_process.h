#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

#include <millrace/harness/line_channel.h>
#include <millrace/harness/supervisor/result.h>

namespace millrace::harness {

struct launch {
  std::string program;
  std::string flavour;
  std::string evidence;  ///< folder for what it prints and what the sanitizer writes
  std::map<std::string, long> settings;
  std::map<std::string, std::uint16_t> upstreams;  ///< their ports
  int most_processes = 4096;
};

/// A candidate's process: started under limits in a process group of its own, dead at the latest when this
/// object is, with all that it forked. Safe to use from the run's and the watch's threads.
class candidate_process {
 public:
  /// Starts it. Throws cannot_run if it can't be started at all.
  explicit candidate_process(const launch& how);
  ~candidate_process();
  candidate_process(const candidate_process&) = delete;
  candidate_process& operator=(const candidate_process&) = delete;

  pid_t id() const { return id_; }
  /// Waits until it serves. False if it ends first (`ended` tells) or is not ready in time.
  bool await_serving(std::chrono::milliseconds patience);
  /// Where it serves; 0 before.
  std::uint16_t port() const { return port_; }

  struct task_count {
    int alive = 0;
    int peak = 0;
  };
  /// The program's tasks as its census counts them; none if it does not answer or has no census (sanitized
  /// flavours).
  std::optional<task_count> count_tasks();
  /// The census' lines; empty if it does not answer.
  std::vector<std::string> census(std::chrono::milliseconds patience);

  /// Changes a setting of the service while it runs.
  void set(const std::string& name, long value);

  /// SIGTERM, then waits for `service` to return. False if it does not within `patience`.
  bool stop_service(std::chrono::milliseconds patience);
  /// Lets it exit after `stop_service`.
  void release();
  /// Ends it and everything in its process group at once. `why` becomes the ending, if it had not ended by
  /// itself.
  void kill_group(const std::string& why);

  /// True once it has ended.
  bool ended();
  bool wait_end(std::chrono::milliseconds patience);
  /// How it ended; call after `ended`.
  ending end();

 private:
  bool reap();  // with mutex_ held

  pid_t id_ = 0;
  std::uint16_t port_ = 0;
  std::mutex control_mutex_;
  std::optional<line_channel> control_;  // guarded by control_mutex_
  std::mutex mutex_;
  std::optional<ending> end_;  // guarded by mutex_
  std::string killed_for_;     // guarded by mutex_
};

}  // namespace millrace::harness
