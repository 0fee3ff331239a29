#pragma once

#include <cstdint>
#include <vector>

#include <millrace/probe/reader.h>
#include <millrace/toolkit/observer.h>

namespace millrace::viewer {

/// The state of one process at one moment: a snapshot, carried on event by event. Not thread-safe.
class world {
 public:
  world() = default;
  explicit world(probe::snapshot state) { become(std::move(state)); }

  /// The snapshot is authoritative: it replaces all that was known.
  void become(probe::snapshot state);
  /// An event that does not fit (its task is unknown, its resource gone) changes nothing.
  void apply(const probe::event_view& event);

  const probe::snapshot& state() const { return state_; }
  const probe::task_view* task(std::uint32_t slot) const;
  const probe::resource_view* resource(std::uint32_t id) const;

  /// Tasks of the program, without the toolkit's own and without the main thread.
  int program_tasks() const;

 private:
  probe::task_view* task_in(std::uint32_t slot);
  probe::resource_view* resource_in(std::uint32_t id);
  void start_task(const probe::event_view& event);
  void end_task(std::uint32_t slot);
  void block(const probe::event_view& event);
  void open_resource(const probe::event_view& event);
  void close_resource(std::uint32_t id);
  void request(const probe::event_view& event);

  static constexpr std::uint32_t nowhere = 0xffffffff;

  probe::snapshot state_;
  std::vector<std::uint32_t> task_index_;      ///< slot -> place in state_.tasks
  std::vector<std::uint32_t> resource_index_;  ///< id -> place in state_.resources
};

bool is(const probe::resource_view& resource, resource_kind kind) noexcept;
/// True for waits that are a worker's rest, not an obstacle: the next job, the next tick, a sleep.
bool is_idle_wait(std::uint8_t reason) noexcept;
/// True for waits for a lock, which somebody holds.
bool is_lock_wait(std::uint8_t reason) noexcept;
/// True for waits that the toolkit does not know of: a lock, a condition, a join, a sleep.
bool is_plain_wait(std::uint8_t reason) noexcept;

}  // namespace millrace::viewer
