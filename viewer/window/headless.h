#pragma once

#include <string_view>

#include "window/appearance.h"
#include "window/application.h"
#include "window/canvas.h"
#include "window/imgui_context.h"
#include "window/keys.h"
#include "window/picture.h"

namespace millrace::viewer {

struct headless_options {
  int width = 1280;
  int height = 720;
  appearance look;
};

/// Runs an application without window, display and clock: frame after frame, 1/60 s apart, driven as a user
/// would. The same calls give the same pictures. Drivers may nest. Of the one thread that draws.
class headless_driver {
 public:
  /// The application must outlive the driver. Draws a few frames, until sizes have settled.
  explicit headless_driver(application& shown, const headless_options& options = {});
  ~headless_driver();
  headless_driver(const headless_driver&) = delete;
  headless_driver& operator=(const headless_driver&) = delete;

  /// Lets the application take in data and draws; `count` times.
  void frames(int count = 1);
  /// What the newest frame drew.
  picture pixels() const;

  void move_mouse(ImVec2 position);
  void press_mouse(ImGuiMouseButton button = ImGuiMouseButton_Left);
  void release_mouse(ImGuiMouseButton button = ImGuiMouseButton_Left);
  /// Positive is away from the user.
  void turn_wheel(float lines);
  /// Moves to the middle of the widget of that label (see label_item), presses, releases, and lets a frame
  /// settle. Throws std::out_of_range, with the labels there are, if it is not to be seen.
  void click(std::string_view label);
  /// As if typed, all in one frame; then one frame settles.
  void type(std::string_view text);
  /// Presses and releases keys together: "Ctrl+K", "Enter", "?" (see parse_shortcut).
  void press(std::string_view keys);

 private:
  void follow_appearance();

  application* shown_;
  imgui_context context_;
  appearance look_;
  ink font_;
  double now_ = 0;
};

/// A picture of what the application shows once its sizes have settled.
picture render(application& shown, int width, int height, float scale, brightness theme = brightness::dark);

}  // namespace millrace::viewer
