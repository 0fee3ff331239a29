#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <sys/types.h>

namespace millrace::harness {

inline constexpr auto relaxed = std::memory_order_relaxed;

/// What is known of one task; all zero when nothing is, so that the table needs no room in the program's
/// file. Every field is a relaxed atomic: the task writes, the control thread reads, nobody is ordered.
struct task_slot {
  static constexpr std::size_t name_words = 6;
  static constexpr int most_frames = 32;

  enum class use : std::uint8_t { free, starting, alive };

  std::atomic<use> used{use::free};
  std::atomic<pid_t> thread_id{0};
  std::atomic<bool> excluded{false};  ///< main, or a task of the toolkit: not counted
  std::array<std::atomic<std::uint64_t>, name_words> name{};
  std::array<std::atomic<void*>, most_frames> spawned_from{};
  std::atomic<const char*> spawn_file{nullptr};
  std::atomic<std::uint32_t> spawn_line{0};
  std::atomic<int> waits_for{0};  ///< a wait_reason plus one; 0: nothing
  std::atomic<const char*> wait_file{nullptr};
  std::atomic<std::uint32_t> wait_line{0};
  std::array<std::atomic<void*>, most_frames> stack{};
  std::atomic<std::uint32_t> stack_request{0};  ///< number of the report that the stack was taken for

  void clear() noexcept;
  void set_name(std::string_view text) noexcept;
};

inline constexpr std::size_t most_tasks = 32768;

/// Fixed, so that taking a slot never allocates; untouched pages cost nothing.
extern std::array<task_slot, most_tasks> task_table;

/// A free slot, now `starting`, or null when the table is full.
task_slot* claim_slot() noexcept;
/// Slots below this index may be in use.
std::size_t slots_ever_used() noexcept;

/// The calling thread's slot or null.
task_slot* this_slot() noexcept;
void set_this_slot(task_slot* slot) noexcept;

/// Adds one to, or takes one from, the number of the program's tasks.
void count_task(int change) noexcept;

/// True. Whoever calls it makes the linker take thread_creation.cpp, which nothing else refers to by name.
bool stands_in_for_pthread_create() noexcept;

/// Stores the calling thread's stack, without the innermost `skipped` frames; the rest is null.
void store_stack(std::array<std::atomic<void*>, task_slot::most_frames>& into, int skipped) noexcept;

}  // namespace millrace::harness
