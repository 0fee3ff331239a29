#pragma once

#include <functional>
#include <map>
#include <string>
#include <sys/types.h>

#include "model/track.h"

namespace millrace::viewer {

/// Watches a process as the viewer does, for so many seconds or until it ends; `each` is called after each
/// look. Throws what live_process throws.
void watch(pid_t process, double seconds, const std::function<void(const track&)>& each);

/// The same for one round of a lab's candidate under its scenario's load, as somebody who watches would see
/// it. `lab` is as in "leaks/missing-receiver".
void watch_round(const std::string& lab, const std::string& candidate,
                 const std::function<void(const track&)>& each);

/// The kinds of warnings that fired meanwhile, each with what it said.
std::map<std::string, std::string> warnings_of(pid_t process, double seconds);
std::map<std::string, std::string> warnings_of_round(const std::string& lab, const std::string& candidate);

}  // namespace millrace::viewer
