#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "connection/course.h"
#include "diagnoses/watchdog.h"
#include "panels/panel.h"
#include "window/application.h"
#include "window/command_palette.h"
#include "window/commands.h"

namespace millrace::viewer {

/// The whole window: panels as tabs, warnings and knobs at the right, the time machine at the bottom.
class main_view final : public application {
 public:
  main_view(session& watched, course& lessons);

  bool update(double now) override;
  void draw() override;
  double next_update() const override;
  bool over() const override { return over_ || ends_when(); }

  /// Another way to end it than by its own command.
  std::function<bool()> ends_when = [] { return false; };

  /// By its title, in any case; false if there is none.
  bool show(const std::string& title);
  void bound_tasks(std::optional<long> most) { most_tasks_ = most; }
  /// Called with the words of the viewer's command line when the user has picked a lab to watch.
  std::function<void(const std::vector<std::string>&)> on_lab = [](const auto&) {};

 private:
  void add_commands();
  std::vector<std::vector<warning>> warnings() const;
  void draw_top(const sight& on);
  void draw_empty() const;

  session& watched_;
  course& course_;
  selection chosen_;
  std::vector<std::unique_ptr<panel>> panels_;
  std::size_t shown_ = 0;
  std::optional<long> most_tasks_;
  std::optional<double> updated_at_;
  std::map<const session::watched*, watchdog> watchdogs_;
  command_registry commands_;
  command_palette palette_{commands_};
  bool over_ = false;
};

}  // namespace millrace::viewer
