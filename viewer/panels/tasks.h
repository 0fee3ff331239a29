#pragma once

#include <array>
#include <string>
#include <vector>

#include "panels/panel.h"

namespace millrace::viewer {

/// A task in the table: which it is, and what it is sorted by. What the row says is made when it is drawn.
struct task_row {
  std::size_t track = 0;
  std::uint32_t slot = 0;
  double number = 0;
  std::string text;
};

/// All tasks, to search and sort: what each does, what it waits for and for how long, who holds that, and
/// where it was spawned. Thousands are as quick as ten: only the rows that can be seen are drawn.
class tasks final : public panel {
 public:
  const char* title() const override { return "Tasks"; }
  void draw(sight& on) override;

 private:
  void draw_table(sight& on);
  std::vector<task_row> rows_of(const sight& on) const;

  std::array<char, 128> search_{};
  int sorted_by_ = -1;  ///< a column, once the table has said which
  bool descending_ = true;
  bool with_toolkit_ = false;
};

}  // namespace millrace::viewer
