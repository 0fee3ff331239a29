#pragma once

#include "window/commands.h"

namespace millrace::viewer {

/// Adds the commands for theme and scale: "Light theme", "Dark theme", "Larger", "Smaller", "Actual size".
/// They act on wanted_appearance.
void add_appearance_commands(command_registry& commands);

}  // namespace millrace::viewer
