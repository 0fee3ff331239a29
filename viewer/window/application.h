#pragma once

namespace millrace::viewer {

/// What a window shows, without knowing whether it is a window on a screen or a picture in a file.
class application {
 public:
  virtual ~application() = default;

  /// `seconds` have passed since the last call: takes in what is new. True if the picture may have changed.
  virtual bool update(double seconds) = 0;
  /// One frame: ImGui calls that fill the main viewport.
  virtual void draw() = 0;
  /// In how many seconds `update` wants to be called again when nobody touches anything.
  virtual double next_update() const = 0;
  /// The user is done with it.
  virtual bool over() const = 0;
};

}  // namespace millrace::viewer
