#pragma once

#include <cstdint>
#include <span>

#include "memory/lasting_list.h"
#include "model/operation.h"
#include "races/shadow.h"

namespace millrace::explorer {

/// One step of a run that is told.
struct story_event {
  static constexpr unsigned most_frames = 48;  // unoptimised, a library calls itself twenty deep
  std::uint32_t task;                          ///< its number
  operation kind;
  outcome came_out;
  bool plain;  ///< a plain access, not a scheduling point
  bool waits;  ///< about to be done, perhaps for long; told again when it is
  bool has_values;
  std::uint8_t size;
  unsigned frame_count;
  std::uint32_t left_out;  ///< so many steps before it are not told
  std::uintptr_t object;
  std::uint64_t before;  ///< values, if it has any: what was read
  std::uint64_t after;
  std::uint64_t time;
  std::uintptr_t frames[most_frames];
};

/// What happened in one run, step by step, for its report. A run is told twice: the first time to learn which
/// memory is shared, the second time with the plain accesses to that memory.
class story {
 public:
  enum class part : std::uint8_t { nothing, scouting, telling };

  bool told = false;  ///< asked when a run begins, and at what happens in it

  void prepare();
  void begin(part which);
  void end();

  void tell(operation what, std::uintptr_t object, std::uintptr_t site);
  void tell_wait(operation what, std::uintptr_t object, std::uintptr_t site);
  void tell_value(std::uint64_t before, std::uint64_t after);
  /// Of the running task's last step.
  void tell_outcome(outcome which);
  void tell_time_is_up();
  void tell_access(const access& what);
  /// The run ends at once, for the running task fails.
  void tell_end(std::uintptr_t site);

  const lasting_list<story_event, 1 << 15>& events() const { return events_; }
  /// Where it ended, innermost call first.
  std::span<const std::uintptr_t> end_frames() const { return {end_frames_, end_frame_count_}; }

 private:
  struct shared_memory {
    std::uintptr_t granule;
    std::uint32_t user;  ///< one of its users, by slot and one
    bool shared;         ///< it has others
    bool written;
  };
  shared_memory& memory_at(std::uintptr_t address);
  void complete_write();
  void forget_middle();
  void forget(std::size_t from, std::size_t to);
  story_event* add(operation what, std::uintptr_t object, std::uintptr_t site);

  part part_ = part::nothing;
  lasting_list<story_event, 1 << 15> events_;
  static constexpr std::size_t places = std::size_t{1} << 18;
  shared_memory* memory_ = nullptr;
  bool write_is_open_ = false;
  unsigned end_frame_count_ = 0;
  std::uintptr_t end_frames_[story_event::most_frames] = {};
  std::size_t stretch_ = 0;  ///< where the steps of the running task begin, since it last had its turn
};
extern story story_of_run;

}  // namespace millrace::explorer
