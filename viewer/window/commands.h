#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "window/shortcut.h"

namespace millrace::viewer {

/// Something that the user can have done: by a shortcut, from the palette, by a button.
struct command {
  std::string name;   ///< as shown: "Pause"; unique
  std::string words;  ///< others by which it is found: "stop freeze"
  std::string keys;   ///< as parse_shortcut reads them; empty for none
  std::function<void()> action;
  std::function<bool()> enabled = nullptr;  ///< whether it makes sense now; none: always
  bool possible() const { return !enabled || enabled(); }
};

/// All that the user can have done. Of the one thread that draws; actions run on it.
class command_registry {
 public:
  /// Throws std::invalid_argument for a name or a shortcut that is taken, or a shortcut that is none.
  void add(command added);
  const std::vector<command>& all() const { return commands_; }

  /// Runs it if it is possible; false if it is not, or there is none of that name.
  bool run(std::string_view name) const;
  /// Runs the command whose shortcut was pressed in this frame, if any. To be called once a frame, before
  /// drawing.
  void run_pressed() const;
  /// Those that are possible and match what was typed (see match), best first.
  std::vector<const command*> matching(std::string_view typed) const;

 private:
  std::vector<command> commands_;
  std::vector<std::optional<shortcut>> shortcuts_;  ///< beside commands_
};

/// How well what was typed describes a text: its letters must occur in the same order, whatever lies between.
/// Higher is better: for letters in a row, and at the beginning of words. None if it does not.
std::optional<int> match(std::string_view typed, std::string_view text);

}  // namespace millrace::viewer
