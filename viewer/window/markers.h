#pragma once

#include <imgui.h>

#include "window/theme.h"

namespace millrace::viewer {

/// A shape beside each colour: no state is told by colour alone.
enum class marker { disc, ring, square, diamond, triangle_up, triangle_down, cross, check, bars, dash };

/// The shape of a state. Meanings that are no state (text, grid ...) have the dash.
marker marker_of(meaning state);

/// Draws a shape that fits a circle of the radius, in pixels.
void draw_marker(ImDrawList& list, marker shape, ImVec2 centre, float radius, ImU32 filled);
/// The state's shape in its colour, as an item of the current line as high as text; SameLine goes on behind
/// it.
void marker_item(meaning state);

}  // namespace millrace::viewer
