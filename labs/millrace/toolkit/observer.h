#pragma once

#include <cstdint>
#include <source_location>

namespace millrace {

/// What a task waits for while it is blocked inside the toolkit.
enum class wait_reason : std::uint8_t {
  channel_send,
  channel_receive,
  select,
  wait_group,
  error_group,
  pool_submit,
  pool_job,
  pool_drain,
  tokens,
  single_flight,
  tick,
  sleep,
  context,
};

/// Words for a report: `wait_reason::channel_send` is "channel send".
const char* describe(wait_reason reason) noexcept;

/// Who owns a task: the program, or the toolkit itself (a timer thread that serves all contexts). A census
/// lists both and holds only the program's against it.
enum class task_owner : std::uint8_t { program, toolkit };

/// Whoever watches the process: a task census, a probe. Each call speaks of the calling thread.
/// Implementations must not block, allocate or synchronise: a lock taken here would order two racing accesses
/// and hide the race from ThreadSanitizer. Names and locations passed in outlive the call only if the
/// contract below says so.
class observer {
 public:
  /// First thing a toolkit task does on its thread. `name` is valid during the call only.
  virtual void task_started(const char* name, task_owner owner,
                            const std::source_location& spawned_at) noexcept = 0;
  /// The task is about to wait. `resource` identifies what for (its address), and may be null.
  virtual void blocked(wait_reason reason, const void* resource, const std::source_location& at) noexcept = 0;
  virtual void resumed() noexcept = 0;

 protected:
  ~observer() = default;
};

/// Installs `watcher` for the whole process; null removes it. Call before the tasks start that it should see;
/// it must outlive them.
void observe_with(observer* watcher) noexcept;

/// The installed observer or null. One relaxed load.
observer* current_observer() noexcept;

/// Reports `blocked` now and `resumed` at the end of the scope. Made on the slow path only, just before a
/// wait.
class blocked_scope {
 public:
  blocked_scope(wait_reason reason, const void* resource, const std::source_location& at) noexcept
      : observer_(current_observer()) {
    if (observer_) observer_->blocked(reason, resource, at);
  }
  ~blocked_scope() {
    if (observer_) observer_->resumed();
  }
  blocked_scope(const blocked_scope&) = delete;
  blocked_scope& operator=(const blocked_scope&) = delete;

 private:
  observer* observer_;
};

}  // namespace millrace
