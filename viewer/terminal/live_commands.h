#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace millrace::viewer::terminal {

// Each is one command of `millrace-live` and returns its exit code. They throw std::runtime_error when they
// cannot do it.

/// Shows a process until Ctrl-C or its end; once when nobody looks, or when asked to.
int follow(pid_t process, bool once);

struct watch_options {
  std::filesystem::path library;  ///< what is loaded before the program's own
  bool report = false;
  bool json = false;
};
/// Runs a command so that it can be looked at. Returns its own exit code.
int watch(const std::vector<std::string>& command, const watch_options& how);

struct record_options {
  pid_t process = 0;
  std::string output;  ///< empty: named after the program
  double seconds = 0;  ///< 0: until it ends
};
int record(const record_options& how);

struct export_options {
  std::string recording;
  std::string format = "perfetto";
  std::string output;  ///< empty: beside the recording
};
int export_recording(const export_options& how);

}  // namespace millrace::viewer::terminal
