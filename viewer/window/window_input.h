#pragma once

#include <deque>

struct GLFWwindow;

namespace millrace::viewer {

/// Brings a window's input to Dear ImGui's backend; a key goes down or up once a frame at most. What is typed
/// in a burst, or while a frame is slow, would otherwise be over before Dear ImGui 1.86 looked. Of the one
/// thread that draws.
class window_input {
 public:
  /// Sets the window's callbacks and its user pointer; the backend must be running, without callbacks of its
  /// own.
  explicit window_input(GLFWwindow* window);
  window_input(const window_input&) = delete;
  window_input& operator=(const window_input&) = delete;

  /// Hands over what the next frame is to see. True if anything has come since the last call: a key, the
  /// mouse, a new size, a part of the window that was covered.
  bool deliver();
  /// True while something waits for a later frame.
  bool pending() const { return !waiting_.empty(); }

 private:
  struct typed {
    int key, scancode, action, held;
    unsigned character;  ///< if it is one, and 0 for a key
  };
  static window_input& of(GLFWwindow* window);

  GLFWwindow* window_;
  std::deque<typed> waiting_;
  bool came_ = true;
};

}  // namespace millrace::viewer
