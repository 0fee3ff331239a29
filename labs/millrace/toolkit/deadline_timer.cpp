#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>

#include <millrace/toolkit/cancel_state.h>
#include <millrace/toolkit/error.h>
#include <millrace/toolkit/task.h>

namespace millrace::detail {
namespace {

using clock = cancel_state::clock;

/// One thread for all deadlines that somebody must be told of. It holds the states weakly: a context that is
/// gone before its deadline is not kept alive for it.
class deadline_timer {
 public:
  void add(const std::shared_ptr<cancel_state>& state) {
    const std::lock_guard lock(mutex_);
    const bool first = due_.empty() || *state->deadline() < due_.begin()->first;
    due_.emplace(*state->deadline(), state);
    if (!started_) {
      start_task(
          "context timers", [this] { run(); }, task_owner::toolkit)
          .detach();
      started_ = true;
    }
    if (first) changed_.notify_one();
  }

 private:
  [[noreturn]] void run() {
    std::unique_lock lock(mutex_);
    while (true) {
      if (due_.empty()) {
        changed_.wait(lock);
        continue;
      }
      const auto next = due_.begin();
      if (const auto when = next->first; clock::now() < when) {
        changed_.wait_until(lock, when);
        continue;
      }
      const auto state = next->second.lock();
      due_.erase(next);
      lock.unlock();
      if (state) state->end(errc::deadline_exceeded, nullptr);
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool started_ = false;                                               // guarded by mutex_
  std::multimap<clock::time_point, std::weak_ptr<cancel_state>> due_;  // guarded by mutex_
};

}  // namespace

void watch_deadline(const std::shared_ptr<cancel_state>& state) {
  // Never destroyed: its thread runs until the process ends.
  static auto& timer = *new deadline_timer;
  timer.add(state);
}

}  // namespace millrace::detail
