#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace millrace::probe {

/// What a process publishes of itself, in memory that it shares with readers. State is authoritative: a slot
/// a task, a slot a resource. Events animate it: a ring a task, which overwrites its oldest.
///
/// The writer only ever stores; what it must decide, it decides from relaxed loads and relaxed
/// compare-exchanges, so that nothing here orders two tasks of the program and a race between them stays
/// visible. Readers trust nothing: indices are checked, texts are cut, and a slot counts only if its
/// generation stayed the same.
inline constexpr std::uint64_t magic = 0x3365636172'6c6c69;  // "illrace3"
inline constexpr const char* segment_name = "millrace-probe";

inline constexpr std::size_t most_tasks = 32768;
inline constexpr std::size_t most_resources = 16384;
inline constexpr std::size_t most_files = 1024;
inline constexpr std::size_t most_knobs = 32;
inline constexpr std::size_t rings = 2048;  ///< the first tasks have one; the others' events count as lost
inline constexpr std::size_t ring_events = 512;
inline constexpr std::size_t path_frames = 8;
inline constexpr std::size_t most_held = 15;  ///< locks of one task at a time; deeper ones are only counted
inline constexpr std::size_t most_lock_pairs = 1024;
inline constexpr std::size_t most_wait_places = 1024;

enum class use : std::uint8_t { free, claimed, alive };
enum class activity : std::uint8_t { running, blocked };

/// Waits that the toolkit does not know of follow its wait_reason.
enum class lock_wait : std::uint8_t {
  mutex = 64,
  reader_lock,
  writer_lock,
  condition,
  join,
  semaphore,
  barrier,
  sleep,
  futex,
};

enum class event_kind : std::uint8_t {
  task_started = 1,
  task_ended,
  blocked,
  resumed,
  resource_opened,
  resource_holds,
  resource_passed,
  resource_closed,
  request,
  knob,
};

/// Text in words that can be stored and loaded one by one; cut to what fits, padded with zeros.
template <std::size_t Words>
struct text {
  static constexpr std::size_t bytes = Words * sizeof(std::uint64_t);
  std::array<std::atomic<std::uint64_t>, Words> words;
};

struct alignas(64) task_state {
  std::atomic<std::uint32_t> generation;  ///< how often the slot was taken
  std::atomic<probe::use> used;
  std::atomic<probe::activity> doing;
  std::atomic<std::uint8_t> reason;  ///< a wait_reason or lock_wait, while blocked
  std::atomic<std::uint8_t> of_toolkit;
  std::atomic<std::uint64_t> since;  ///< ticks, of the latest change
  std::atomic<std::uint32_t> resource;
  std::atomic<std::int32_t>
      holder;  ///< thread id of who held the lock as the wait for it began; 0: not known
  std::atomic<std::uint64_t> address;  ///< of that lock; the handle of the thread that is joined
  std::atomic<std::uint64_t> handle;   ///< pthread_self(), by which others join it
  std::atomic<std::int32_t> thread_id;
  std::atomic<std::uint16_t> spawn_file;
  std::atomic<std::uint16_t> wait_file;
  std::atomic<std::uint32_t> spawn_line;
  std::atomic<std::uint32_t> wait_line;
  std::atomic<std::uint16_t> route;  ///< a file index: routes are texts as well
  std::atomic<std::uint16_t> status;
  std::atomic<std::uint8_t> stage;
};
static_assert(sizeof(task_state) == 64);

/// Return addresses of a call and of those around it, innermost first; zeros behind the last.
struct alignas(64) call_path {
  std::array<std::atomic<std::uint64_t>, path_frames> codes;
};

struct held_lock {
  std::atomic<std::uint64_t> address;
  std::atomic<std::uint64_t> code;  ///< return address of the call that took it
};

/// The locks that a task holds, in the order in which it took them. Only the task itself writes here.
struct alignas(64) held_locks {
  std::atomic<std::uint64_t> depth;
  std::array<held_lock, most_held> locks;
};
static_assert(sizeof(held_locks) == 256);

/// A lock that was taken while another was held: inserted once, counted ever after.
struct alignas(64) lock_pair_state {
  std::atomic<std::uint64_t> key;  ///< a hash of both addresses; 0: free
  std::atomic<std::uint64_t> held;
  std::atomic<std::uint64_t> taken;
  std::atomic<std::uint64_t> held_code;
  std::atomic<std::uint64_t> count;
  std::atomic<std::int32_t> thread_id;  ///< who did it first
  std::atomic<std::uint32_t> complete;  ///< written last
  call_path taken_at;
};

/// What waits at one place of the program have come to.
struct alignas(64) wait_place_state {
  std::atomic<std::uint64_t> key;  ///< a hash of the path; 0: free
  std::atomic<std::uint64_t> waits;
  std::atomic<std::uint64_t> total_ticks;
  std::atomic<std::uint64_t> longest_ticks;
  std::atomic<std::uint64_t> address;  ///< what the first of them waited for
  std::atomic<std::uint8_t> reason;
  std::atomic<std::uint32_t> complete;  ///< written last
  call_path path;
};

struct alignas(64) resource_state {
  std::atomic<std::uint32_t> generation;
  std::atomic<probe::use> used;
  std::atomic<std::uint8_t> kind;
  std::atomic<std::uint16_t> file;
  std::atomic<std::int64_t> holds;
  std::atomic<std::int64_t> capacity;  ///< -1: unbounded
  std::atomic<std::uint64_t> accepted;
  std::atomic<std::uint64_t> refused;
  std::atomic<std::uint64_t> failed;
  std::atomic<double> per_second;
  std::atomic<std::uint32_t> line;
  std::atomic<std::int32_t> most;  ///< the most it has held, saturated
};
static_assert(sizeof(resource_state) == 64);

/// A number that the program reads with relaxed loads and a reader may wish to be another.
struct alignas(64) knob_state {
  text<4> name;
  std::atomic<std::int64_t> value;
  std::atomic<std::int64_t> wanted;
  std::atomic<std::uint64_t> wishes;  ///< how often `wanted` was written; the only words that readers write
  std::atomic<std::uint64_t> used;
};

struct event {
  std::atomic<std::uint64_t> sequence;  ///< its number in the ring plus one; 0 while it is being written
  std::atomic<std::uint64_t> ticks;
  std::atomic<std::uint64_t> what;  ///< kind | detail << 8 | subject << 32
  std::atomic<std::uint64_t> value;
};
static_assert(sizeof(event) == 32);

struct alignas(64) ring {
  std::atomic<std::uint64_t> written;  ///< events ever
  std::array<event, ring_events> events;
};

struct alignas(64) segment {
  std::atomic<std::uint64_t> magic;  ///< written last
  std::atomic<std::uint64_t> size;
  std::atomic<std::int32_t> process;
  std::atomic<std::uint32_t> tasks_used;       ///< slots below may be alive
  std::atomic<std::uint32_t> resources_used;   ///< likewise
  std::atomic<std::uint32_t> lock_pairs_used;  ///< 0: a reader need not look at the table, which costs memory
  std::atomic<std::uint32_t> wait_places_used;
  std::atomic<std::uint64_t> traced_until;  ///< ticks; 0: nobody wants events. A lease: a reader may die
  std::atomic<std::uint64_t> lost;  ///< events of tasks without a ring, tasks and resources without a slot
  std::atomic<std::uint64_t> started_ticks;
  std::atomic<std::uint64_t> started_nanoseconds;  ///< the monotonic clock at started_ticks
  text<4> program;
  std::array<knob_state, most_knobs> knobs;
  std::array<text<16>, most_files> files;  ///< the last 128 bytes of each source file's path
  std::array<task_state, most_tasks> tasks;
  std::array<text<4>, most_tasks> task_names;
  std::array<call_path, most_tasks> spawn_paths;  ///< where a plain thread was started
  std::array<call_path, most_tasks> wait_paths;   ///< of the latest wait that the toolkit does not know of
  std::array<held_locks, most_tasks> held;
  std::array<lock_pair_state, most_lock_pairs> lock_pairs;
  std::array<wait_place_state, most_wait_places> wait_places;
  std::array<resource_state, most_resources> resources;
  std::array<text<4>, most_resources> resource_names;
  std::array<ring, rings> task_rings;
};

}  // namespace millrace::probe
