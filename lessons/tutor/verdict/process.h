#pragma once

#include <chrono>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace millrace::tutor {

struct process_result {
  int code = -1;         ///< its exit code; 128 + the signal if one ended it
  bool stopped = false;  ///< we ended it, on request or when its time was over
  std::string output;    ///< standard output and error, as they came
};

/// Runs a program to its end, under a guardian. A stop request, the end of `patience` and our own death end
/// it with all that it started; the descriptor `kept` stays open until then. Throws cannot_run if it can't be
/// started.
process_result run_process(const std::vector<std::string>& words, const std::filesystem::path& directory,
                           const std::stop_token& stop = {},
                           std::chrono::seconds patience = std::chrono::minutes(10), int kept = -1);

/// Starts a program in the foreground, with our terminal, and waits. Returns its exit code. Throws
/// cannot_run if it can't be started.
int run_in_foreground(const std::vector<std::string>& words);
/// This process becomes that program: its signals and its exit code are ours. Throws cannot_run.
[[noreturn]] void become(const std::vector<std::string>& words);
/// The same for a candidate: it dies with us, and may not take the machine (half of the memory, no core file,
/// files of 64 MiB).
int run_candidate_in_foreground(const std::vector<std::string>& words);

/// Where the shell would find a program; empty if nowhere.
std::string find_program(const std::string& name);

}  // namespace millrace::tutor
