#pragma once

#include <string>
#include <vector>

#include "commands/commands.h"

namespace millrace::tutor {

/// Builds what a command runs. Throws cannot_run, with the compiler's words printed, if that fails.
void build_or_refuse(const session_setup& with, const std::vector<std::string>& targets);

}  // namespace millrace::tutor
