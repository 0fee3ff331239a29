#pragma once

#include <array>
#include <string>
#include <vector>

#include "panels/panel.h"

namespace millrace::viewer {

/// A task as the table shows it.
struct task_row {
  probe::task_view task;
  std::size_t track = 0;
  std::string waits_for;
  std::string held_by;
};

/// All tasks, to search and sort: what each does, what it waits for and for how long, who holds that, and
/// where it was spawned. Thousands are as quick as ten: only the rows that can be seen are drawn.
class tasks final : public panel {
 public:
  const char* title() const override { return "Tasks"; }
  void draw(sight& on) override;

 private:
  void draw_table(sight& on);

  std::array<char, 128> search_{};
  std::vector<task_row> rows_;
  double gathered_ = 0;  ///< when, by ImGui's clock
  bool with_toolkit_ = false;
};

}  // namespace millrace::viewer
