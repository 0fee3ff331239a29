#pragma once

#include <cstdint>
#include <imgui.h>
#include <vector>

namespace millrace::viewer {

/// Pixels, four bytes each: red, green, blue, alpha; row by row from the top.
struct pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint32_t> colours;

  bool operator==(const pixels&) const = default;
};

/// Draws what ImGui made, without a graphics card, a driver or a display. The same input gives the same bytes
/// on every machine: right for pictures in files and for tests. The font texture is ImGui's own.
pixels draw_in_software(const ImDrawData& drawn, ImU32 background);

}  // namespace millrace::viewer
