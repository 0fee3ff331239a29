#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace millrace::probe {

/// A call at an address; inlined calls are frames too. What is not known is empty, or 0.
struct source_frame {
  std::string function;
  std::string file;
  int line = 0;
};

/// Source lines of one program or library, from its debug information: binutils' addr2line, kept running. If
/// it is missing, dies, or says nothing for five seconds, nothing is known from then on. Not thread-safe.
class source_lines {
 public:
  explicit source_lines(const std::string& file);
  ~source_lines();
  source_lines(const source_lines&) = delete;
  source_lines& operator=(const source_lines&) = delete;

  /// The frames at an address as the file counts them, innermost first.
  std::vector<source_frame> at(std::uint64_t address);

 private:
  void stop();
  bool read_answer(std::string& text);

  pid_t child_ = -1;
  int talk_ = -1;
};

}  // namespace millrace::probe
