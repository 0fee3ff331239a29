#pragma once

#include <millrace/probe/call_path.h>

namespace millrace::probe {

/// First thing a thread does that may be none of the toolkit's: so it is shown from its start on, with the
/// calls that started it, innermost first.
void thread_began(const code_list& started_from) noexcept;

}  // namespace millrace::probe
