#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace millrace::harness {

/// What a candidate program is told on its command line.
struct candidate_options {
  int control = -1;  ///< the supervisor's socket; -1: run by hand
  std::uint16_t port = 0;
  std::map<std::string, long> settings;
  std::map<std::string, std::uint16_t> upstreams;
};

/// Throws std::invalid_argument with one line that says what is wrong.
candidate_options read_options(int argc, char** argv);

}  // namespace millrace::harness
