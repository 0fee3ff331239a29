#pragma once

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <source_location>
#include <string>
#include <system_error>
#include <utility>

#include <millrace/toolkit/context.h>
#include <millrace/toolkit/job.h>
#include <millrace/toolkit/watched.h>

namespace millrace {

/// Tasks that together make one result: the first failure cancels the others and is what `wait` gives. All
/// members may be called from any thread. Go: golang.org/x/sync/errgroup.
///
///     error_group group(request.context());
///     group.set_limit(4);
///     for (std::size_t i = 0; i < parts.size(); ++i) {
///       group.go([&, i](const context& ctx) { results[i] = fetch(ctx, parts[i]); });
///     }
///     if (auto error = group.wait()) return error;
///
/// Unlike in Go, a task may also fail by throwing: `wait` throws it again. The destructor waits, so that
/// tasks may refer to what was declared before the group. The group may be used again after `wait` only in so
/// far as its context has ended.
class error_group {
 public:
  /// Tasks get a context of their own: a child of the background, or of `parent`. Go: WithContext.
  explicit error_group(std::source_location where = std::source_location::current());
  explicit error_group(const context& parent, std::source_location where = std::source_location::current());
  ~error_group();
  error_group(const error_group&) = delete;
  error_group& operator=(const error_group&) = delete;

  /// At most `limit` tasks at once; negative: no limit; 0: `go` blocks for ever, as in Go. Throws
  /// std::logic_error while tasks run (Go panics).
  void set_limit(int limit);

  /// Starts a task; blocks while the limit is reached.
  void go(job work, std::source_location where = std::source_location::current());
  void go(std::string name, job work, std::source_location where = std::source_location::current());
  /// Starts a task if the limit allows one now.
  [[nodiscard]] bool try_go(job work, std::source_location where = std::source_location::current());

  /// Waits for all tasks, then ends the group's context. The first failure: an exception is thrown again, an
  /// error code is returned; nothing if all went well.
  std::error_code wait(std::source_location where = std::source_location::current());

  /// Ends with the first failure, and when `wait` returns.
  const context& ctx() const { return state_->running.ctx; }

 private:
  struct state {
    state(const context& parent, const std::source_location& where)
        : running(with_cancel(parent)), seen({.kind = resource_kind::error_group, .made_at = where}) {}
    cancellable running;
    const watched seen;
    std::mutex mutex;
    std::condition_variable changed;
    int limit = -1;             // guarded by mutex
    int active = 0;             // guarded by mutex
    bool failed = false;        // guarded by mutex
    std::error_code error;      // guarded by mutex
    std::exception_ptr thrown;  // guarded by mutex
  };
  static void run(state& group, job& work);
  static void fail(state& group, std::error_code error, std::exception_ptr thrown);
  void start(std::string name, job work, const std::source_location& where);
  void wait_for_all(const std::source_location& where);

  std::shared_ptr<state> state_;
};

}  // namespace millrace
