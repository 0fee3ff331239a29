#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "course/lab.h"
#include "course/project.h"
#include "verdict/result.h"

namespace millrace::tutor {

/// What an edit waits for the explorer.
constexpr double usual_exploration = 1;  // seconds

/// The explorer as an instrument: a built candidate under as many schedules as `seconds` allow. Leaves as
/// evidence its report, the schedule that fails, the command that shows it again, and the runtime's own
/// words.
run_result run_exploration(const project& where, const lab& which, const std::string& candidate,
                           const std::filesystem::path& evidence, unsigned seed, double seconds,
                           const std::stop_token& stop = {});

}  // namespace millrace::tutor
