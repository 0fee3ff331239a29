#include <cstdio>
#include <stdexcept>
#include <utility>

#include <millrace/toolkit/observer.h>
#include <millrace/toolkit/periodic.h>
#include <millrace/toolkit/task.h>

namespace millrace {
namespace {

std::chrono::nanoseconds checked(std::chrono::nanoseconds interval) {
  if (interval <= std::chrono::nanoseconds(0))
    throw std::invalid_argument("periodic: the interval must be positive");
  return interval;
}

}  // namespace

context::clock::time_point next_tick(context::clock::time_point due, std::chrono::nanoseconds interval,
                                     context::clock::time_point now) noexcept {
  return saturated_end(now, interval - (now - due) % interval);
}

periodic::periodic(std::string name, time_span interval, tick each, std::source_location where)
    : name_(std::move(name)),
      each_(std::move(each)),
      running_(with_cancel(context::background())),
      interval_(checked(interval)),
      due_(saturated_end(clock::now(), interval)),
      thread_(start_task(
          name_, [this, where] { run(where); }, task_owner::program, where)) {}

periodic::~periodic() {
  stop();
}

void periodic::run(const std::source_location& where) {
  std::unique_lock lock(mutex_);
  task_ = std::this_thread::get_id();
  while (!stopped_) {
    if (!triggered_ && clock::now() < due_) {
      const blocked_scope blocked(wait_reason::tick, 0, where);
      changed_.wait_until(lock, due_);
      continue;
    }
    if (!std::exchange(triggered_, false)) due_ = next_tick(due_, interval_, clock::now());
    lock.unlock();
    do_tick();
    lock.lock();
    ++ticks_;
  }
}

void periodic::do_tick() {
  try {
    each_(running_.ctx);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: a tick failed: %s\n", name_.c_str(), error.what());
  } catch (...) {
    std::fprintf(stderr, "%s: a tick failed\n", name_.c_str());
  }
}

void periodic::stop() {
  bool from_inside = false;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
    from_inside = task_ == std::this_thread::get_id();
  }
  running_.cancel();
  if (from_inside) return;
  const std::lock_guard lock(join_mutex_);
  if (thread_.joinable()) thread_.join();
}

void periodic::trigger() {
  const std::lock_guard lock(mutex_);
  triggered_ = true;
  changed_.notify_all();
}

void periodic::reset(time_span interval) {
  const std::lock_guard lock(mutex_);
  interval_ = checked(interval);
  due_ = saturated_end(clock::now(), interval);
  changed_.notify_all();
}

std::uint64_t periodic::ticks() const {
  const std::lock_guard lock(mutex_);
  return ticks_;
}

}  // namespace millrace
