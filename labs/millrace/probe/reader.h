#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

#include <millrace/probe/call_path.h>
#include <millrace/probe/segment.h>

namespace millrace::probe {

/// A lock that a task holds, and the return address of the call that took it.
struct held_view {
  std::uint64_t lock = 0;
  std::uint64_t code = 0;
  std::string taken_at = {};  ///< "file:line", once a reader's user has looked it up
  bool operator==(const held_view&) const = default;
};

/// A task as a reader saw it: one consistent copy.
struct task_view {
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;  ///< with the slot, names one task of the process's life
  std::int32_t thread_id = 0;
  std::string name;
  bool of_toolkit = false;
  bool blocked = false;
  std::uint8_t reason = 0;  ///< a wait_reason, or a lock_wait
  std::uint32_t resource = 0;
  std::int32_t holder = 0;
  std::uint64_t lock = 0;    ///< address of what it waits for; the handle of the thread that it joins
  std::uint64_t handle = 0;  ///< pthread_self()
  code_list spawn_path{};    ///< see code_places
  code_list wait_path{};     ///< while blocked in a lock_wait
  std::vector<held_view> holds;
  std::string spawned_at;  ///< "file:line"; empty if not known
  std::string waits_at;
  std::string route;
  int status = 0;
  std::uint8_t stage = 0;
  double since = 0;  ///< seconds since the process started to publish
  bool operator==(const task_view&) const = default;
};

struct resource_view {
  std::uint32_t id = 0;
  std::uint32_t generation = 0;
  std::uint8_t kind = 0;
  std::string name;
  std::string made_at;
  std::int64_t holds = 0;
  std::int64_t most = 0;
  std::int64_t capacity = 0;
  std::uint64_t accepted = 0;
  std::uint64_t refused = 0;
  std::uint64_t failed = 0;
  double per_second = 0;
  bool operator==(const resource_view&) const = default;
};

/// `taken` was taken while `held` was held.
struct lock_pair_view {
  std::uint64_t held = 0;
  std::uint64_t taken = 0;
  std::uint64_t held_code = 0;
  code_list taken_path{};
  std::uint64_t count = 0;
  std::int32_t thread_id = 0;  ///< of who did it first
  std::string held_at = {};    ///< as held_view::taken_at
  std::string taken_at = {};
  bool operator==(const lock_pair_view&) const = default;
};

/// Waits at one place, those that are over.
struct wait_place_view {
  std::uint8_t reason = 0;
  std::uint64_t lock = 0;  ///< of the first of them
  code_list path{};
  std::uint64_t waits = 0;
  double total = 0;  ///< seconds
  double longest = 0;
  bool operator==(const wait_place_view&) const = default;
};

struct knob_view {
  std::size_t index = 0;
  std::string name;
  std::int64_t value = 0;
  bool operator==(const knob_view&) const = default;
};

/// What an index into the process's table of texts stands for: an event names its route by one.
struct text_view {
  std::uint32_t index = 0;
  std::string text;
  bool operator==(const text_view&) const = default;
};

/// All of a process's state at one moment, as nearly as can be had without stopping it.
struct snapshot {
  double at = 0;                  ///< seconds since the process started to publish
  double started = 0;             ///< when that was, by the machine's monotonic clock
  std::int64_t memory_bytes = 0;  ///< resident; 0 if not known
  std::string program;
  pid_t process = 0;
  std::uint64_t lost = 0;
  std::vector<task_view> tasks;
  std::vector<resource_view> resources;
  std::vector<knob_view> knobs;
  std::vector<lock_pair_view> lock_pairs;
  std::vector<wait_place_view> wait_places;
  std::vector<text_view> texts;  ///< those in use; like tasks and resources, in ascending order
  bool operator==(const snapshot&) const = default;
};

struct event_view {
  double at = 0;
  std::uint32_t task = 0;  ///< slot
  event_kind kind = event_kind::task_started;
  std::uint8_t detail = 0;
  std::uint32_t subject = 0;
  std::int64_t value = 0;
  bool operator==(const event_view&) const = default;
};

/// Words for what a task waits for, of either kind.
const char* describe_wait(std::uint8_t reason) noexcept;
const char* describe_resource(std::uint8_t kind) noexcept;

/// Another process's segment. Reading never disturbs that process, and nothing that it holds can harm the
/// reader: the segment is sealed against shrinking, indices are checked, texts are cut. Not thread-safe.
class reader {
 public:
  static constexpr std::chrono::duration<double> lease{2};

  /// Throws std::system_error when the process is gone, another user's, or publishes nothing;
  /// std::runtime_error when what it publishes is not a segment of this version.
  explicit reader(pid_t process);
  /// The same for a segment that is already open; takes the descriptor over.
  static reader of_descriptor(int descriptor);
  ~reader();
  reader(reader&& other) noexcept;
  reader& operator=(reader&&) = delete;

  bool alive() const;
  pid_t process() const;
  snapshot look() const;

  /// Events since the last call, by time; each call asks the process to write them for another `lease`, and
  /// no longer, so that a reader that was killed costs it nothing. What was overwritten before it could be
  /// read is added to `missed`; so is one for all that was not written because this call came too late.
  std::vector<event_view> events(std::uint64_t& missed);

  /// Events that were ever written, while somebody wanted them: those that were read, and those that were
  /// missed.
  std::uint64_t events_written() const;

  /// Asks for another value; the process takes it within its next few milliseconds.
  void wish(std::size_t knob, std::int64_t value);

 private:
  reader() = default;
  void map(int descriptor);
  /// False: it had run out, and what happened since was not written.
  bool renew_lease();
  double seconds(std::uint64_t ticks, double a_tick) const;
  double seconds_a_tick() const;
  std::string file_text(std::uint32_t index) const;
  std::string place(std::uint32_t file, std::uint32_t line) const;
  std::optional<task_view> task_at(std::uint32_t slot, double a_tick) const;
  std::optional<resource_view> resource_at(std::uint32_t id) const;
  std::vector<held_view> held_by(std::uint32_t slot) const;
  std::vector<lock_pair_view> lock_pairs() const;
  std::vector<wait_place_view> wait_places() const;

  segment* segment_ = nullptr;
  std::uint64_t leased_until_ = 0;   ///< ticks
  std::vector<std::uint64_t> seen_;  ///< events read, a ring each
};

/// Processes of this user that publish, newest first.
std::vector<pid_t> publishing_processes();

}  // namespace millrace::probe
