#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include <millrace/probe/segment.h>
#include <millrace/toolkit/observer.h>

namespace millrace::probe {

/// Publishes this process to whoever attaches (see segment.h). Go: the runtime's own traces and profiles;
/// there is no live counterpart.
///
/// Install it with observe_with(). All calls are relaxed or releasing stores: it never waits, never allocates
/// once it has started, and never orders two tasks. A forked child publishes nothing.
class publisher final : public observer {
 public:
  /// Makes the segment: a memfd of this process that only its user can open, sealed so that it never shrinks.
  /// Later calls return the same publisher. Null, with errno set, when the system gives no memory for it.
  static publisher* start(std::string_view program);

  void task_started(const char* name, task_owner owner,
                    const std::source_location& spawned_at) noexcept override;
  void blocked(wait_reason reason, resource_id resource, const std::source_location& at) noexcept override;
  void resumed() noexcept override;
  resource_id resource_opened(const resource_description& what) noexcept override;
  void resource_holds(resource_id id, std::int64_t now) noexcept override;
  void resource_passed(resource_id id, passage how) noexcept override;
  void resource_closed(resource_id id) noexcept override;
  void request_at(request_stage stage, const char* route, int status) noexcept override;

  /// Shows a number that readers may wish to change. Returns its index, or -1 when there is no room.
  static int show_knob(std::string_view name, std::int64_t value) noexcept;
  /// Calls `set` for each knob whose wish is new since the last call. One thread calls it, now and then.
  static void take_wishes(const std::function<void(std::string_view name, std::int64_t value)>& set);
};

}  // namespace millrace::probe
