#pragma once

#include <imgui.h>
#include <string>

#include "drawing/picture.h"

namespace millrace::viewer {

/// Draws a picture of the comparison where the cursor is, at the scale of the window, and takes its room.
/// `relative`: which of two kinds of numbers is shown. Says what is under the mouse as a tooltip, and gives
/// it back.
std::string draw_picture(const compare::picture& shown, bool relative);

}  // namespace millrace::viewer
