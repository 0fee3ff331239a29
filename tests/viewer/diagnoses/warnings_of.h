#pragma once

#include <map>
#include <string>
#include <sys/types.h>

namespace millrace::viewer {

/// Watches a process as the viewer does, for so many seconds or until it ends; the kinds of warnings that
/// fired, each with what it said. Throws what live_process throws.
std::map<std::string, std::string> warnings_of(pid_t process, double seconds);

/// The same for one round of a lab's candidate under its scenario's load, as somebody who watches would see
/// it. `lab` is as in "leaks/missing-receiver".
std::map<std::string, std::string> warnings_of_round(const std::string& lab, const std::string& candidate);

}  // namespace millrace::viewer
