#pragma once

#include <functional>

#include "window/application.h"
#include "window/command_palette.h"
#include "window/commands.h"

namespace millrace::viewer {

/// A small application that uses all of the window: states, cards, a button, a text field, commands.
class demo : public application {
 public:
  demo();

  bool update(double now) override;
  void draw() override;
  double next_update() const override { return 0.01; }
  bool over() const override { return over_; }

  int clicks = 0;
  int draws = 0;
  int updates = 0;
  command_registry commands;
  command_palette palette{commands};
  std::function<bool(demo&)> on_update;  ///< true if the picture changed
  void finish() { over_ = true; }
  const char* typed() const { return typed_; }

 private:
  void draw_states();
  void draw_gauges();

  char typed_[64] = "";
  bool over_ = false;
};

}  // namespace millrace::viewer
