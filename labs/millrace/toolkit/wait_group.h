#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <source_location>
#include <string>
#include <system_error>
#include <utility>

#include <millrace/toolkit/context.h>
#include <millrace/toolkit/task.h>
#include <millrace/toolkit/watched.h>

namespace millrace {

/// Waits until a number of tasks is over. A handle: copies count together, so tasks capture it by value.
/// Thread-safe. Add before the task starts, not inside it: a wait may otherwise see zero too early. Go:
/// sync.WaitGroup.
///
///     wait_group fetches;
///     for (const auto& url : urls) fetches.go("fetch", [url] { fetch(url); });
///     fetches.wait();
class wait_group {
 public:
  explicit wait_group(std::source_location where = std::source_location::current());

  /// Adds to the counter; a negative `count` takes away. Throws std::logic_error, and changes nothing, if the
  /// counter would become negative or overflow (Go panics).
  void add(int count = 1);
  /// One task is over: add(-1).
  void done();

  /// Blocks until the counter is zero.
  void wait(std::source_location where = std::source_location::current()) const;
  /// Nothing when the counter is zero, else the context's error.
  [[nodiscard]] std::error_code wait(const context& ctx,
                                     std::source_location where = std::source_location::current()) const;
  /// True when the counter is zero in time.
  [[nodiscard]] bool wait_for(time_span patience,
                              std::source_location where = std::source_location::current()) const;

  /// Adds one, starts `body` as a task, and takes one away when it is over and what it owns is gone. An
  /// exception that leaves `body` ends the process. Go 1.25: wg.Go.
  template <class Body>
  void go(std::string name, Body body, std::source_location where = std::source_location::current()) {
    add();
    try {
      spawn(
          std::move(name),
          [group = *this, body = std::move(body)]() mutable {
            {
              Body mine = std::move(body);
              mine();
            }
            group.done();
          },
          where);
    } catch (...) {
      done();  // the task could not be started
      throw;
    }
  }

 private:
  struct shared {
    explicit shared(const std::source_location& where)
        : seen({.kind = resource_kind::wait_group, .made_at = where}) {}
    const watched seen;
    std::mutex mutex;
    std::condition_variable changed;
    int count = 0;  // guarded by mutex
  };
  std::shared_ptr<shared> shared_;
};

}  // namespace millrace
