#pragma once

namespace millrace::viewer {

/// What a window shows. All calls come from the one thread that runs the window.
class application {
 public:
  virtual ~application() = default;

  /// Takes in new data; true if the picture has changed. `now` is in seconds, from an arbitrary start.
  virtual bool update(double now) = 0;
  /// Draws one frame by calls of Dear ImGui, between NewFrame and Render.
  virtual void draw() = 0;
  /// In how many seconds after its last call update wants the next, at the latest.
  virtual double next_update() const = 0;
  /// True once the application has nothing more to show: the window closes.
  virtual bool over() const = 0;
};

}  // namespace millrace::viewer
