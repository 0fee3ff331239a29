#pragma once

#include <array>
#include <cstdint>
#include <imgui.h>
#include <vector>

#include "window/picture.h"

namespace millrace::viewer {

/// How much of each point of the font atlas is ink. Its colour is white: vertices bring the colour.
struct ink {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> coverage;
};

/// Draws what Dear ImGui produced without a graphics card: the same bytes on every run and every machine.
/// Positions are rounded to 1/256 of a pixel; a pixel is drawn if its centre is inside (edges: the top and
/// left ones belong to a shape, the others don't), so shapes that adjoin neither overlap nor leave a gap.
class canvas {
 public:
  /// `font` must outlive the canvas.
  canvas(int width, int height, ImU32 background, const ink& font);

  /// Draws over what is there. Callbacks in the draw list are skipped.
  void draw(const ImDrawData& data);
  const picture& pixels() const { return pixels_; }

 private:
  struct box {
    int left, top, right, bottom;
  };
  /// A corner in whole 1/256 pixels, with its place in the atlas in points of it.
  struct corner {
    std::int64_t x, y;
    double u, v;
    ImU32 color;
  };
  using triangle = std::array<corner, 3>;

  void draw(const ImDrawList& list, const ImDrawCmd& command, const box& clip, ImVec2 origin);
  bool fill_rectangle(const std::array<corner, 4>& corners, const box& clip);
  void fill_ink(const corner& first, const corner& last, const box& area);
  void fill_triangle(triangle corners, const box& clip);
  void fill_span(const triangle& corners, std::int64_t area, int y, int begin, int end);
  double ink_at(double u, double v) const;
  std::uint8_t* row(int y) { return &pixels_.rgba[static_cast<std::size_t>(y) * 4 * width()]; }
  std::size_t width() const { return static_cast<std::size_t>(pixels_.width); }

  picture pixels_;
  const ink* font_;
};

}  // namespace millrace::viewer
