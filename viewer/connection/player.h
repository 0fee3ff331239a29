#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace millrace::viewer {

/// A program that plays a lab's scenario round after round (`scenario --live`), and the lines to and from it.
/// It ends with this object, and its candidate with it, also when this process is killed.
class player {
 public:
  /// Throws std::system_error if it cannot be started.
  explicit player(const std::vector<std::string>& words);
  ~player();
  player(const player&) = delete;
  player& operator=(const player&) = delete;

  /// The lines that came since the last call. Never waits.
  std::vector<std::string> lines();
  void tell(const std::string& line) const;
  /// It said its last.
  bool ended() const { return ended_; }

 private:
  pid_t process_ = -1;
  int input_ = -1;
  int output_ = -1;
  bool ended_ = false;
  std::string pending_;
};

}  // namespace millrace::viewer
