#pragma once

#include <cstdint>
#include <imgui.h>

namespace millrace::viewer {

/// What a colour stands for. The colours are those of Okabe and Ito (2008, "Color Universal Design"), which
/// people with any common colour blindness tell apart; and no state is shown by colour alone.
enum class role : std::uint8_t {
  background,
  surface,
  raised,
  grid,
  text,
  muted,
  running,
  blocked,
  waits_for_lock,
  idle,
  accepted,
  refused,
  failed,
  queue,
  bucket,
  warning,
  cycle,
  first_track,
  second_track,
  chosen,
};

/// Shapes that go with the colours.
enum class marker : std::uint8_t { disc, ring, square, triangle, diamond, cross };

namespace theme {

/// Dark or light; at the scale 1 to 3. Call before a frame begins: it sets ImGui's style and fonts.
void apply(bool dark, float scale);
bool dark();
float scale();

ImU32 colour(role what, float opacity = 1);
ImVec4 colour4(role what);
/// The colour of the candidates that stand beside each other.
role track_role(std::size_t track);

/// The small, fixed-width font for places and numbers; the text font is the default.
ImFont* fixed();
ImFont* large();

void draw_marker(ImDrawList& into, marker shape, ImVec2 at, float radius, ImU32 colour);

}  // namespace theme
}  // namespace millrace::viewer
