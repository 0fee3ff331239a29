#pragma once

#include <memory>
#include <string>
#include <vector>

#include "panels/panel.h"
#include "window/application.h"
#include "window/command_palette.h"
#include "window/commands.h"

namespace millrace::viewer {

/// The whole window: panels as tabs, warnings and knobs at the right, the time machine at the bottom.
class main_view final : public application {
 public:
  explicit main_view(session& watched);

  bool update(double now) override;
  void draw() override;
  double next_update() const override;
  bool over() const override { return over_; }

  /// By its title, in any case; false if there is none.
  bool show(const std::string& title);
  void bound_tasks(long most) { most_tasks_ = most; }

 private:
  void add_commands();
  void draw_top(const sight& on);
  void draw_empty() const;

  session& watched_;
  selection chosen_;
  std::vector<std::unique_ptr<panel>> panels_;
  std::size_t shown_ = 0;
  std::optional<long> most_tasks_;
  std::optional<double> updated_at_;
  command_registry commands_;
  command_palette palette_{commands_};
  bool over_ = false;
};

}  // namespace millrace::viewer
