#pragma once

#include <string>

#include "window/application.h"

namespace millrace::viewer {

struct window_options {
  int width = 1280;
  int height = 720;
  float scale = 1;
  bool dark = true;
  std::string frame_times;  ///< a file for what each frame cost; empty: none
};

/// Shows an application in a window until the user closes it or it is over. Draws only when something changed
/// or the user did something. Throws std::runtime_error where there is no display, with what to do instead.
int run_in_window(application& shown, const window_options& how);

}  // namespace millrace::viewer
