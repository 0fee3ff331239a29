#pragma once

#include <millrace/probe/segment.h>

namespace millrace::probe {

/// A memfd of this process that only its user can open, sealed so that it never shrinks. Its descriptor stays
/// open, for readers open it through /proc/PID/fd. Null, with errno set, when the system gives no memory.
segment* make_segment();

/// In a forked child: readers shall not take it for the process that publishes.
void close_inherited_segment() noexcept;

}  // namespace millrace::probe
