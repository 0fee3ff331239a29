#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "course/lab.h"
#include "course/project.h"
#include "verdict/compiler_words.h"

namespace millrace::tutor {

struct build_result {
  bool built = false;
  bool stopped = false;
  diagnostic first_error;  ///< if not built
  std::string log;
};

/// Says on standard error that another build is waited for.
void say_another_build();

/// Builds targets with the build tool that the tree was configured for. One build at a time in a build tree,
/// also between two tutors: `on_wait` is called if this one has to wait for another. A stop request ends the
/// wait and the build. Throws cannot_run if there is no tree, or no tool.
build_result build_targets(const project& where, const std::vector<std::string>& targets,
                           const std::stop_token& stop = {},
                           const std::function<void()>& on_wait = say_another_build);

/// What to say about a failed build that the candidate is not to blame for, whose output is in `log`; empty
/// if it is.
std::string failure_elsewhere(const build_result& failed, const std::filesystem::path& source,
                              const std::string& log);

/// "request-counter.yours.race"
std::string target_of(const lab& which, const std::string& candidate, const std::string& flavour);
/// The programs that the build makes.
std::filesystem::path program_of(const project& where, const lab& which, const std::string& candidate,
                                 const std::string& flavour);
std::filesystem::path scenario_of(const project& where, const lab& which);

/// The source of a candidate: of the lab, the working copy for "yours", or one that the tests hold. Throws
/// cannot_run if there is none.
std::filesystem::path source_of(const project& where, const lab& which, const std::string& candidate);

}  // namespace millrace::tutor
