#pragma once

#include <functional>

#include "connection/course.h"
#include "panels/panel.h"

namespace millrace::viewer {

/// The lessons and how far the learner is: watch a lab from here, check the working copy, open it in an
/// editor.
class course_panel final : public panel {
 public:
  explicit course_panel(course& shown) : course_(shown) {}
  const char* title() const override { return "Course"; }
  void draw(sight& on) override;

 private:
  void draw_lessons();
  void draw_check() const;

  course& course_;
};

}  // namespace millrace::viewer
