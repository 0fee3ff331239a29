#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <source_location>
#include <string>
#include <thread>

#include <millrace/toolkit/context.h>

namespace millrace {

/// Does something again and again on a task of its own, and has a way out: `stop`, or its destructor, which
/// both wake it at once and wait for it. Go: a time.Ticker and a goroutine with a done channel.
///
///     const periodic janitor("janitor", 1min, [&](const context&) { sessions.sweep(); });
///
/// Ticks keep their phase: one that begins late does not shift the next. They never overlap; those that fall
/// due while one is at work are dropped, as Go's ticker drops them for slow receivers. What a tick throws is
/// printed to standard error, and the next one is done all the same.
class periodic {
 public:
  using tick = std::function<void(const context&)>;

  /// The first tick is due after one interval. Throws std::invalid_argument if the interval is not positive
  /// (Go panics).
  periodic(std::string name, time_span interval, tick each,
           std::source_location where = std::source_location::current());
  ~periodic();
  periodic(const periodic&) = delete;
  periodic& operator=(const periodic&) = delete;

  /// No further tick; the context of one at work ends. Waits for it, unless called from inside it.
  void stop();
  /// A tick now, besides the regular ones.
  void trigger();
  /// Another interval, counted from now. Go: Ticker.Reset.
  void reset(time_span interval);
  /// Ticks done so far.
  std::uint64_t ticks() const;

 private:
  using clock = context::clock;
  void run(const std::source_location& where);
  void do_tick();

  const std::string name_;
  const tick each_;
  cancellable running_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::chrono::nanoseconds interval_;  // guarded by mutex_
  clock::time_point due_;              // guarded by mutex_; of the next regular tick
  bool triggered_ = false;             // guarded by mutex_
  bool stopped_ = false;               // guarded by mutex_
  std::uint64_t ticks_ = 0;            // guarded by mutex_
  std::thread::id task_;               // guarded by mutex_
  std::mutex join_mutex_;
  std::thread thread_;  // joined under join_mutex_
};

/// The first moment after `now` that lies a whole number of intervals after `due`, which has come.
context::clock::time_point next_tick(context::clock::time_point due, std::chrono::nanoseconds interval,
                                     context::clock::time_point now) noexcept;

}  // namespace millrace
