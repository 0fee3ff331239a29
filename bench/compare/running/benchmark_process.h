#pragma once

#include <filesystem>
#include <string>

namespace millrace::compare {

/// Runs a Google Benchmark program once through the shell, with one repetition of each of its benchmarks, its
/// results to `output` and its own words to `log`. It ends when we do. Throws cannot_compare if it fails.
void run_benchmark(const std::string& command, const std::filesystem::path& output,
                   const std::filesystem::path& log);

}  // namespace millrace::compare
