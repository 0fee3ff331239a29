#pragma once

#include <functional>
#include <imgui.h>
#include <string>

#include "window/application.h"
#include "window/canvas.h"

namespace millrace::viewer {

/// Runs an application without a window: for pictures in files, and for tests that use it as a person would.
class headless {
 public:
  headless(application& shown, int width, int height, float scale = 1, bool dark = true);
  ~headless();
  headless(const headless&) = delete;
  headless& operator=(const headless&) = delete;

  /// Lets `seconds` pass and draws a frame.
  void frame(double seconds = 1.0 / 60);
  /// The last frame.
  pixels picture() const;

  /// Presses and releases the mouse on what was last labelled so (see labels.h), and lets it settle. False if
  /// nothing was.
  bool click(const std::string& label);
  void move_to(ImVec2 where);
  /// An ImGuiKey, with modifiers.
  void press(int key, bool control = false, bool shift = false);
  void type(const std::string& text);

 private:
  application& shown_;
  ImGuiContext* context_;
};

}  // namespace millrace::viewer
