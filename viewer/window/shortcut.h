#pragma once

#include <string>
#include <string_view>

#include "window/keys.h"

namespace millrace::viewer {

/// Keys pressed together ("Ctrl+Shift+P", "Space", "F5"), or a character however the keyboard produces it
/// ("?").
struct shortcut {
  key code = key::none;
  modifiers held{};
  char character = 0;  ///< if it is one; code is none then

  bool operator==(const shortcut&) const = default;
};

/// Throws std::invalid_argument for words that name no key.
shortcut parse_shortcut(std::string_view text);
/// True in the frame in which the user pressed it. What goes into a text field is no shortcut, unless Ctrl or
/// Alt is held or it is a function key.
bool pressed(const shortcut& asked);

}  // namespace millrace::viewer
