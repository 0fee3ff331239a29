#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "window/commands.h"

namespace millrace::viewer {

/// The list of all commands, opened over everything by Ctrl+K or Ctrl+Shift+P: typing narrows it, arrows
/// choose, Enter runs, Escape closes. And the table of shortcuts, opened by '?'. Of the one thread that
/// draws.
class command_palette {
 public:
  /// Adds the commands that open the two. The registry must outlive the palette.
  explicit command_palette(command_registry& commands);
  command_palette(const command_palette&) = delete;
  command_palette& operator=(const command_palette&) = delete;

  /// Once a frame, after the rest is drawn: runs pressed shortcuts, draws what is open, runs what was chosen.
  /// Labels its items by the commands' names with "palette/" before them.
  void draw();
  /// While one is open, shortcuts rest.
  bool open() const { return state_ != state::closed; }

 private:
  enum class state { closed, choosing, showing_shortcuts };
  void open_in(state wanted);
  void close();
  void draw_choice();
  void draw_filter();
  void draw_matches();
  void draw_shortcuts();

  command_registry* commands_;
  state state_ = state::closed;
  bool opened_now_ = false;
  std::array<char, 128> typed_{};
  std::vector<const command*> matches_;
  int chosen_ = 0;
  bool chosen_moved_ = false;
  std::optional<std::string> to_run_;  ///< by name: an action may add commands
};

}  // namespace millrace::viewer
