#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "course/lab.h"
#include "course/project.h"

namespace millrace::tutor {

struct verdict;

/// A new folder for the evidence of one check. The newest twenty of each lab and candidate are kept. Throws
/// cannot_run if it can't be made.
std::filesystem::path new_evidence(const project& where, const lab& which, const std::string& candidate);

/// A new folder for results of benchmarks. All are kept. Throws cannot_run if it can't be made.
std::filesystem::path new_results(const project& where);

/// The newest folder of a lab, or of one of its candidates.
std::optional<std::filesystem::path> newest_evidence(const project& where, const lab& which,
                                                     const std::string& candidate = {});

/// The command line of a run; how the run ended and what it printed.
void note_command(const std::filesystem::path& folder, const std::vector<std::string>& words);
void note_exit(const std::filesystem::path& folder, int code, const std::string& output);
/// The summary, verdict.json. Throws cannot_run if it can't be written.
void note_verdict(const verdict& outcome);

}  // namespace millrace::tutor
