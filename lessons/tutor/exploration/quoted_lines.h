#pragma once

#include <string>
#include <vector>

#include "exploration/found_failures.h"

namespace millrace::tutor {

/// Those lines of the source, each once and in its order, behind its place; as many as can be read, and as
/// much of each as fits in a line of that width.
std::string quoted_lines(const std::vector<code_place>& places, int width);

}  // namespace millrace::tutor
