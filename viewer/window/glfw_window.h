#pragma once

#include <string>

#include "window/application.h"

namespace millrace::viewer {

struct window_options {
  std::string title = "Millrace";
  int width = 1280;
  int height = 720;
  std::string frame_times;  ///< a file for the time that each frame took; empty: none
};

/// Shows the application in a window until it is over or the user closes the window. Draws only after update
/// said that the picture changed, or input came. Follows wanted_appearance and the display's scale. Returns
/// 0; or 2 after one line on standard error, where there is no display or no OpenGL 3. Throws what
/// frame_times throws. One window at a time, on the main thread.
int run_in_window(application& shown, const window_options& options);

}  // namespace millrace::viewer
