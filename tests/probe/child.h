#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace millrace {

/// A program that a test has started, with pipes to its standard input and from its output and errors.
class child {
 public:
  explicit child(const std::vector<std::string>& words);
  ~child();  ///< kills it
  child(const child&) = delete;
  child& operator=(const child&) = delete;

  pid_t process() const { return process_; }
  /// The next line that it prints; empty at its end.
  std::string line();
  void tell(const std::string& text);
  /// Closes its input; what it still printed, and its exit code (-1 - signal when it was killed).
  int wait(std::string& rest);
  void kill_now();

 private:
  pid_t process_ = -1;
  int input_ = -1;
  int output_ = -1;
  bool over_ = false;
};

}  // namespace millrace
