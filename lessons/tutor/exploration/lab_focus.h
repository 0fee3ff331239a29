#pragma once

#include <filesystem>

#include "exploration/found_failures.h"

namespace millrace::tutor {

/// Tells a lab's failure in the lines of its candidate: what the scenario, the transport and the toolkit do
/// is told as the call by which the candidate had it done, or not at all.
void focus_on(told_failure& of, const std::filesystem::path& source);

}  // namespace millrace::tutor
