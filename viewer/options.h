#pragma once

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

#include "model/source.h"

namespace millrace::viewer {

/// What the command line says.
struct options {
  pid_t attach = 0;
  std::string replay;
  std::vector<std::string> compare;  ///< files of benchmark results
  std::string metric = "real_time";

  std::string lab;
  std::string scenario;
  std::string lab_file;
  std::vector<std::string> candidates;  ///< "broken=PROGRAM"
  std::vector<knob> knobs;
  std::optional<long> most_tasks;
  std::string course;  ///< the millrace program

  std::string screenshot;
  int width = 1280;
  int height = 720;
  double at = 3;  ///< seconds after the start
  std::string panel;
  bool light = false;
  float scale = 1;
  std::string frame_times;
};

/// What --help says.
std::string help();
/// Throws CLI::ParseError, also for --help.
options read_options(int argc, const char* const* argv);
/// The same for words, of which the first is the program.
options read_options(const std::vector<std::string>& words);

}  // namespace millrace::viewer
