#pragma once

#include <cstddef>
#include <cstdint>

#include <millrace/probe/segment.h>
#include <millrace/probe/stored_text.h>
#include <millrace/probe/ticks.h>

namespace millrace::probe {

/// The segment of this process, or null: not started, or a forked child.
segment* own_segment() noexcept;
void set_own_segment(segment* made) noexcept;

/// The calling thread's slot: claimed at the first call, given back when the thread ends. -1 if there is
/// none.
int this_task() noexcept;
/// The same, but never claims one.
int task_if_known() noexcept;

/// Tells events from waits inside waits: only the outermost is published.
int& wait_depth() noexcept;

/// Appends to the calling thread's ring, if a reader wants events.
void emit(event_kind kind, std::uint8_t detail, std::uint32_t subject, std::uint64_t value) noexcept;

/// A file's number in the segment; 0 when there is no room. By its address: literals stay where they are.
std::uint16_t file_index(segment& in, const char* file) noexcept;

}  // namespace millrace::probe
