#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "reading/results.h"

namespace millrace::compare {

/// Runs Google Benchmark programs in turns, a process a repetition: A B, B A, A B ... A machine that warms up
/// or is used by others in the meantime so touches all alike, and every repetition has its own memory layout.
/// What they wrote and said stays in `folder`. `tell` hears which round of how many begins, and of whom.
/// "NAME=COMMAND" names a candidate. Throws cannot_compare.
std::vector<results> run_interleaved(
    const std::vector<std::string>& commands, std::size_t rounds, const std::filesystem::path& folder,
    const std::function<void(std::size_t round, const std::string& name)>& tell);

}  // namespace millrace::compare
