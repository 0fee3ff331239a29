#pragma once

#include <optional>
#include <string>
#include <termios.h>

namespace millrace::tutor {

/// The terminal in the mode in which keys arrive one by one; as it was before when this is gone, also after a
/// fatal signal.
class raw_terminal {
 public:
  raw_terminal();
  ~raw_terminal();
  raw_terminal(const raw_terminal&) = delete;
  raw_terminal& operator=(const raw_terminal&) = delete;

 private:
  termios before_{};
};

/// What a wait for the learner came to.
struct input {
  char key = 0;          ///< a key that stands for a character; 0: none
  bool changed = false;  ///< the watched descriptor is readable
  bool woken = false;    ///< the other descriptor is
  bool ended = false;    ///< Ctrl-C, Ctrl-D, SIGTERM, or the terminal is gone
  bool resized = false;
};

/// Waits for a key, or one of two descriptors (-1: none).
input wait_for_input(int watched, int other);

}  // namespace millrace::tutor
