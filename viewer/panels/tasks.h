#pragma once

#include <array>
#include <string>

#include "panels/panel.h"

namespace millrace::viewer {

/// All tasks, to search and sort: what each does, what it waits for and for how long, who holds that, and
/// where it was spawned. Thousands are as quick as ten: only the rows that can be seen are drawn.
class tasks final : public panel {
 public:
  const char* title() const override { return "Tasks"; }
  void draw(sight& on) override;

 private:
  void draw_table(sight& on);

  std::array<char, 128> search_{};
  bool with_toolkit_ = false;
};

}  // namespace millrace::viewer
