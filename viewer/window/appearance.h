#pragma once

#include <imgui.h>

#include "window/theme.h"

namespace millrace::viewer {

inline constexpr float smallest_scale = 1;
inline constexpr float largest_scale = 3;

/// How the viewer looks, as the user chose it.
struct appearance {
  brightness theme = brightness::dark;
  float scale = 1;  ///< of everything, on top of the display's own; is kept between the two above

  bool operator==(const appearance&) const = default;
};

/// What the user wants. Commands change it at any time; the window and its headless twin follow before the
/// next frame. Of the one thread that draws.
appearance& wanted_appearance();

/// Sets colours, sizes and fonts of the current context. Not between NewFrame and Render. `display_scale` is
/// the display's: 2 on a display with twice the usual number of points.
void apply(const appearance& wanted, float display_scale);

/// A length in pixels, from one that was thought at 100 %.
float scaled(float length);

/// What text is written in.
enum class face {
  text,  ///< proportional
  mono,  ///< code, addresses
  large  ///< one number that is to be seen from afar: digits and basic Latin only
};
/// For ImGui::PushFont. Valid until the next apply: ask each frame.
ImFont* font(face which);

}  // namespace millrace::viewer
