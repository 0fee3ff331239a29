#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include <millrace/toolkit/cancel_state.h>
#include <millrace/toolkit/error.h>
#include <millrace/toolkit/task.h>

namespace millrace::detail {
namespace {

using clock = cancel_state::clock;

/// One thread for all deadlines that somebody must be told of. A state takes itself out under our mutex
/// before it is gone, so the pointers are valid while that is held.
class deadline_timer {
 public:
  // Never destroyed: its thread runs until the process ends.
  static deadline_timer& of_process() {
    static auto& timer = *new deadline_timer;
    return timer;
  }

  void add(cancel_state& state) {
    const std::lock_guard lock(mutex_);
    if (!started_) {
      start_task(
          "context timers", [this] { run(); }, task_owner::toolkit)
          .detach();
      started_ = true;
    }
    const auto place = due_.emplace(*state.deadline(), &state).first;
    if (place == due_.begin()) changed_.notify_one();
  }

  void remove(cancel_state& state) {
    const std::lock_guard lock(mutex_);
    due_.erase({*state.deadline(), &state});
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return due_.size();
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
      auto state = next->second->weak_from_this().lock();
      due_.erase(next);
      lock.unlock();
      if (state) state->end(errc::deadline_exceeded, nullptr);
      state = nullptr;  // outside the lock: it may be the last reference, and takes anything with it
      lock.lock();
    }
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool started_ = false;                                       // guarded by mutex_
  std::set<std::pair<clock::time_point, cancel_state*>> due_;  // guarded by mutex_
};

}  // namespace

void watch_deadline(cancel_state& state) {
  deadline_timer::of_process().add(state);
}

void forget_deadline(cancel_state& state) {
  deadline_timer::of_process().remove(state);
}

std::size_t watched_deadlines() {
  return deadline_timer::of_process().size();
}

}  // namespace millrace::detail
