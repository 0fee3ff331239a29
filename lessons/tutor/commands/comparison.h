#pragma once

#include <string>
#include <vector>

#include "commands/commands.h"

namespace millrace::tutor {

/// The program that compares benchmark results, as a target of the build.
inline constexpr const char* comparison_target = "millrace-compare";

/// Throws cannot_run where it was not configured: `command` asks before it builds or measures anything.
void refuse_without_comparison(const session_setup& with, const std::string& command);

/// Becomes that program, which has been built. `words`: compare or history, and what follows it.
[[noreturn]] void become_comparison(const session_setup& with, const std::vector<std::string>& words);

}  // namespace millrace::tutor
