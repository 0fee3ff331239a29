#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>

#include <millrace/harness/supervisor/candidate_process.h>
#include <millrace/harness/supervisor/family.h>

namespace millrace::harness {

/// Past these the candidate is ended, so that the machine stays usable. The lab's own bounds lie below.
struct hard_limits {
  int threads;
  std::int64_t memory_bytes;
  std::chrono::steady_clock::time_point deadline;
};

/// Looks at a candidate every few milliseconds: memory, threads, time; ten times a second also at what it has
/// forked. Ends all of it past a hard limit, and knows the peaks.
class watch {
 public:
  /// `before_deadline_kill` runs once, before a candidate that is out of time is ended: the moment to ask
  /// what its tasks are doing. `over` is set when the candidate is gone, however it went.
  watch(candidate_process& candidate, hard_limits limits, std::atomic<bool>& over,
        std::function<void()> before_deadline_kill);

  int peak_threads() const { return peak_threads_; }
  int threads() const { return threads_; }  ///< of the candidate itself
  std::int64_t peak_memory() const { return peak_memory_; }

 private:
  void look(const std::stop_token& stop);
  /// True when the candidate is over its limits or gone.
  bool look_once();
  void end(const std::string& why);

  candidate_process& candidate_;
  hard_limits limits_;
  std::atomic<bool>& over_;
  std::function<void()> before_deadline_kill_;
  unsigned looks_ = 0;
  family family_;  ///< as last seen
  std::atomic<int> threads_{0};
  std::atomic<int> peak_threads_{0};
  std::atomic<std::int64_t> peak_memory_{0};
  std::jthread looking_;  // last: it uses the rest
};

}  // namespace millrace::harness
