#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>

#include <millrace/probe/timeline.h>

namespace millrace::probe {

/// The tracks of tasks: a slice for the life of each, in it one for its request, in that one for each wait.
/// Slices stay nested whatever was missed: what must have ended is ended first. Not thread-safe.
class task_lanes {
 public:
  enum level : std::size_t { life, request, wait, levels };

  /// `next_track` is shared with others who number tracks.
  task_lanes(trace_writer& to, std::uint64_t& next_track) : to_(to), next_track_(next_track) {}

  /// A task starts in the slot; `view` says who it is, if that is known.
  void start(std::uint32_t slot, const task_view* view, mark how);
  void begin(std::uint32_t slot, level which, mark how);
  void end(std::uint32_t slot, level which, mark how);
  /// Draws on the track of the slot's task, and finds one if none is known.
  void draw(std::uint32_t slot, mark what);
  /// Corrects what missed events left wrong.
  void compare(const snapshot& state);
  /// Ends all that is open.
  void finish(double at);

  std::uint64_t count() const { return count_; }

 private:
  struct lane {
    std::uint64_t track = 0;
    std::int32_t thread_id = 0;
    std::uint32_t generation = 0;  ///< 0: not known
    double latest = 0;
    std::array<bool, levels> open{};
  };

  lane& lane_of(std::uint32_t slot, double at);
  void close_from(lane& of, level lowest, double at);
  void put(lane& on, mark what);
  void infer_start(const task_view& task, double at);
  void learn_who(lane& of, const task_view& task);
  void compare_wait(const task_view& task, double at);
  std::int32_t unused_thread_id(std::int32_t wanted);

  trace_writer& to_;
  std::uint64_t& next_track_;
  std::map<std::uint32_t, lane> lanes_;  ///< by slot
  std::unordered_set<std::int32_t> thread_ids_;
  std::uint64_t count_ = 0;
};

}  // namespace millrace::probe
