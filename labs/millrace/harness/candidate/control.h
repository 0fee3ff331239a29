#pragma once

#include <functional>
#include <string>

#include <millrace/harness/line_channel.h>

namespace millrace::harness {

/// The candidate's end of the supervisor's socket: tells it how the service stands, and answers what it asks.
class control {
 public:
  /// `set` changes a setting while the service runs.
  control(int descriptor, std::function<void(const std::string& name, long value)> set);

  void say(const std::string& line) const { lines_.write(line + '\n'); }
  /// Answers until the supervisor says "exit" or is gone. Runs on a thread of its own.
  void answer();

 private:
  line_channel lines_;
  std::function<void(const std::string&, long)> set_;
};

}  // namespace millrace::harness
