#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <millrace/harness/scenario.h>
#include <millrace/harness/supervisor/candidate_process.h>
#include <millrace/harness/supervisor/fake_upstream.h>
#include <millrace/harness/supervisor/load_knobs.h>
#include <millrace/harness/supervisor/observations.h>
#include <millrace/harness/supervisor/watch.h>

namespace millrace::harness {

/// What to run, as the command line says it.
struct run_options {
  std::string lab_file;
  std::string program;
  std::string candidate = "yours";
  std::string source;  ///< the candidate's file: findings point into it
  std::string flavour = "plain";
  std::string evidence;
  std::string scale = "check";
  unsigned seed = 1;
  bool live = false;  ///< round after round, for somebody who watches
  std::map<std::string, long> settings;
};

/// A scenario's run against a candidate in a process of its own.
class live_run final : public run {
 public:
  /// With `knobs` somebody watches: then it lingers before it stops the candidate, and before it lets it
  /// exit, so that what is left can be seen.
  live_run(const lab& described, const run_options& options, const load_knobs* knobs = nullptr);
  ~live_run() override;

  int scale(sizes by_use) const override;
  unsigned seed() const override { return options_.seed; }
  upstream& provide(std::string name, http::handler answer) override;
  void set(std::string name, long value) override;
  void stop() override;
  http::client client(http::client::options how) const override;
  load_result drive(closed_load load, const call& each) override;
  load_result drive(open_load load, const call& each) override;
  bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds patience) override;
  void expect(std::string_view promise, bool held, std::string_view detail) override;

  /// Called with the candidate's process once it serves.
  std::function<void(pid_t)> on_serving = [](pid_t) {};
  /// Changes a setting of the candidate while it runs. From any thread; nothing if it does not run.
  void turn(const std::string& name, long value);

  /// An exception left the scenario.
  void scenario_failed(const std::string& what) { seen_.scenario_failure = what; }
  /// Ends the candidate and says what the run came to.
  observations finish();

 private:
  void begin() override;
  void end() override;
  hard_limits safe_limits() const;
  /// Of the candidate, alive now.
  int tasks() const;
  void let_tasks_wind_down();
  /// From the scenario's thread, or the watch's when time is up.
  void note_tasks_left();
  void linger(std::chrono::milliseconds time) const;
  void collect_sanitizer_logs() const;
  load_result add(load_result result);

  lab lab_;
  run_options options_;
  std::mutex left_mutex_;
  observations seen_;   // its `left` is guarded by left_mutex_
  int idle_tasks_ = 0;  ///< when it had just started to serve
  std::map<std::string, std::unique_ptr<fake_upstream>> upstreams_;
  std::map<std::string, long> settings_;
  const load_knobs* knobs_;
  std::mutex turn_mutex_;
  candidate_process* turned_ = nullptr;  // guarded by turn_mutex_; who can be told
  std::atomic<bool> over_{false};
  mutable std::optional<candidate_process> candidate_;  // asking it a question changes what it has read
  std::optional<watch> watch_;
};

}  // namespace millrace::harness
