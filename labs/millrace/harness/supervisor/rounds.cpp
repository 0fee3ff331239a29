#include <atomic>
#include <cstdio>
#include <iostream>
#include <mutex>
#include <semaphore>
#include <sstream>
#include <string>
#include <thread>

#include <millrace/harness/supervisor/rounds.h>
#include <millrace/toolkit/task.h>

namespace millrace::harness {
namespace {

/// What the watcher wants, read from standard input by a thread of its own.
class wishes {
 public:
  explicit wishes(const lab& described) { knobs.per_second = described.live_rate; }

  load_knobs knobs;

  void listen() {
    for (std::string line; std::getline(std::cin, line);) take(line);
    knobs.leaving = true;
    next_.release();
  }
  /// False when nobody watches any more.
  bool another_round() {
    next_.acquire();
    return !knobs.leaving;
  }
  void playing(live_run* now) {
    const std::lock_guard lock(mutex_);
    playing_ = now;
  }
  /// Of the candidate, as the watcher left them.
  std::map<std::string, long> settings() {
    const std::lock_guard lock(mutex_);
    return settings_;
  }

 private:
  void take(const std::string& line) {
    std::istringstream words(line);
    std::string verb;
    std::string name;
    long value = 0;
    words >> verb;
    if (verb == "next") next_.release();
    if (verb != "set" || !(words >> name >> value)) return;
    if (name == "rate") knobs.per_second = value;
    if (name == "clients") knobs.clients = value;
    if (name == "rate" || name == "clients") return;
    const std::lock_guard lock(mutex_);
    settings_[name] = value;
    if (playing_) playing_->turn(name, value);
  }

  std::counting_semaphore<> next_{0};
  std::mutex mutex_;
  live_run* playing_ = nullptr;           // guarded by mutex_
  std::map<std::string, long> settings_;  // guarded by mutex_
};

void say(const std::string& line) {
  std::printf("%s\n", line.c_str());
  std::fflush(stdout);
}

void play_round(const lab& described, run_options options, wishes& wanted,
                const std::function<void(live_run&)>& play) {
  for (const auto& [name, value] : wanted.settings()) options.settings[name] = value;
  try {
    live_run stage(described, options, &wanted.knobs);
    stage.on_serving = [](pid_t candidate) { say("candidate " + std::to_string(candidate)); };
    wanted.playing(&stage);
    try {
      play(stage);
    } catch (...) {
      wanted.playing(nullptr);
      throw;
    }
    wanted.playing(nullptr);
    for (const auto& each : stage.finish().invariants) {
      if (!each.held) say("promise " + each.promise + ": " + each.detail);
    }
  } catch (const cannot_run& reason) {
    say(std::string("error ") + reason.what() + "; " + reason.next());
    std::this_thread::sleep_for(std::chrono::seconds(1));  // the next round will most likely fail as well
  }
  say("round over");
}

}  // namespace

int play_rounds(const run_options& options, const std::function<void(live_run&)>& play) {
  const lab described = read_lab(options.lab_file);
  wishes wanted(described);
  std::thread listening = start_task("wishes", [&wanted] { wanted.listen(); });
  while (wanted.another_round()) play_round(described, options, wanted, play);
  listening.join();
  return 0;
}

}  // namespace millrace::harness
