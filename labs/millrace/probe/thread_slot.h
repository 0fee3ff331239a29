#pragma once

#include <cstddef>
#include <cstdint>

#include <millrace/probe/call_path.h>
#include <millrace/probe/segment.h>
#include <millrace/probe/stored_text.h>
#include <millrace/probe/ticks.h>

namespace millrace::probe {

// Here, not behind calls, so that asking costs a load each: every event asks both.
namespace own {
inline constexpr int not_asked = -2;
extern constinit std::atomic<segment*> published;
extern constinit thread_local int slot;
}  // namespace own

/// The segment of this process, or null: not started, or a forked child.
inline segment* own_segment() noexcept {
  return own::published.load(relaxed);
}
/// Shows it to the process's threads, once.
void set_own_segment(segment* made) noexcept;
/// A forked child publishes nothing.
void forget_own_segment() noexcept;

/// A slot for a thread that is about to start; -1 if there is none. Its creator may write to it.
int claim_slot(segment& in) noexcept;
/// It becomes the calling thread's, until that ends.
void take_slot(segment& in, int slot) noexcept;
/// The thread did not start.
void give_back(segment& in, int slot) noexcept;

/// Claims and takes one, at the calling thread's first word; remembers when there is none.
int slot_at_first_word() noexcept;

/// The calling thread's slot: claimed at the first call, given back when the thread ends. -1 if there is
/// none.
inline int this_task() noexcept {
  const int slot = own::slot;
  return slot == own::not_asked ? slot_at_first_word() : slot;
}

/// The calling thread's task, or null.
inline task_state* own_task() noexcept {
  segment* here = own_segment();
  const int slot = here ? this_task() : -1;
  return slot < 0 ? nullptr : &here->tasks[static_cast<std::size_t>(slot)];
}

/// The calling thread is a task from now on, also if it never says a word itself.
void show_thread(const code_list& spawned_by) noexcept;

/// Tells events from waits inside waits: only the outermost is published.
int& wait_depth() noexcept;

/// The task waits no more.
void show_running(task_state& task) noexcept;

/// Appends to the calling thread's ring, unless the last reader's lease has run out.
void append_event(segment& here, event_kind kind, std::uint8_t detail, std::uint32_t subject,
                  std::uint64_t value) noexcept;

/// The same, if a reader wants events.
inline void emit(event_kind kind, std::uint8_t detail, std::uint32_t subject, std::uint64_t value) noexcept {
  segment* here = own_segment();
  if (here && here->traced_until.load(relaxed) != 0) append_event(*here, kind, detail, subject, value);
}

/// A file's number in the segment; 0 when there is no room. By its address: literals stay where they are.
std::uint16_t file_index(segment& in, const char* file) noexcept;

}  // namespace millrace::probe
