#pragma once

#include <cstdint>
#include <source_location>
#include <string_view>

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

/// What tasks pass through or wait at.
enum class resource_kind : std::uint8_t {
  channel,
  worker_pool,
  token_bucket,
  keyed_limiter,
  wait_group,
  error_group,
  server,
};

/// A watched resource; 0 is none.
using resource_id = std::uint32_t;

inline constexpr std::int64_t unbounded = -1;

/// `holds` is values in a channel, jobs that wait in a pool, tokens in a bucket, keys in a limiter, tasks in
/// a group, requests at work in a server; `capacity` the most it may hold.
struct resource_description {
  resource_kind kind = resource_kind::channel;
  std::string_view name = {};
  std::int64_t capacity = unbounded;
  double per_second = 0;  ///< a bucket's rate
  std::source_location made_at = {};
};

/// What became of something that came to a resource; `discarded` is what it had accepted before.
enum class passage : std::uint8_t { accepted, refused, failed, discarded };

enum class request_stage : std::uint8_t { none, handling, writing };

/// Whoever watches the process: a task census, a probe. Each call speaks of the calling thread.
/// Implementations must not block, allocate or synchronise: a lock taken here would order two racing accesses
/// and hide the race from ThreadSanitizer. Names and locations passed in outlive the call only if the
/// contract below says so; a location's file name is a literal and does.
class observer {
 public:
  /// First thing a toolkit task does on its thread. `name` is valid during the call only.
  virtual void task_started(const char* name, task_owner owner,
                            const std::source_location& spawned_at) noexcept = 0;
  /// The task is about to wait, at `resource` if that is watched. `blocked` and `resumed` come in pairs that
  /// never nest: a wait made of others is told of once, as what it is for its caller.
  virtual void blocked(wait_reason reason, resource_id resource, const std::source_location& at) noexcept = 0;
  virtual void resumed() noexcept = 0;

  /// A resource comes into being; its name is valid during the call only.
  virtual resource_id resource_opened(const resource_description&) noexcept { return 0; }
  virtual void resource_holds(resource_id, std::int64_t) noexcept {}
  virtual void resource_passed(resource_id, passage) noexcept {}
  virtual void resource_closed(resource_id) noexcept {}
  /// Where the calling task is with its request; `route` lives as long as the server.
  virtual void request_at(request_stage, const char* /*route*/, int /*status*/) noexcept {}

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
  blocked_scope(wait_reason reason, resource_id resource, const std::source_location& at) noexcept
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
