#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "course/lab.h"
#include "course/project.h"
#include "exploration/exploration_run.h"

namespace millrace::tutor {

/// Builds a lab's candidate with its scenario for the explorer. Throws cannot_run, with the compiler's words.
void build_lab_for_exploring(const project& where, const lab& which, const std::string& candidate);

/// Explores a candidate that is built; failures are told in its own lines. Time is what the scenario's
/// promises speak of, so there no timer ends early. Leaves the runtime's own words in `folder`. Throws
/// cannot_run.
exploration_result explore_lab(const project& where, const lab& which, const std::string& candidate,
                               exploration_options how, const std::filesystem::path& folder,
                               const std::stop_token& stop = {});

}  // namespace millrace::tutor
