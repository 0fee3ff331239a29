#include "window/canvas.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

namespace millrace::viewer {
namespace {

constexpr int size = 64;
/// The canvas rounds a colour, its opacity and what it writes: three times half a step.
constexpr double roundings = 1.5;
constexpr ImU32 ground = IM_COL32(20, 30, 40, 255);

/// A font atlas with a gradient in it, and a white point at the upper left.
ink gradient() {
  ink font{16, 16, std::vector<std::uint8_t>(256)};
  for (std::size_t i = 0; i < font.coverage.size(); ++i)
    font.coverage[i] = static_cast<std::uint8_t>(i * 7 % 256);
  for (const std::size_t white : {0U, 1U, 16U, 17U}) font.coverage[white] = 255;
  return font;
}
const ImVec2 white_point(1.F / 16, 1.F / 16);

/// Draw data made by hand; where it must be reached by an offset, with unused vertices before the used ones.
struct drawing {
  explicit drawing(unsigned vertices_before = 0) : list(nullptr) {
    list.VtxBuffer.resize(static_cast<int>(vertices_before));
    for (ImDrawVert& unused : list.VtxBuffer) unused = {ImVec2(1, 1), white_point, IM_COL32_WHITE};
    command.VtxOffset = vertices_before;
    command.ClipRect = ImVec4(0, 0, size, size);
  }
  void vertex(ImVec2 position, ImU32 color, ImVec2 place = white_point) {
    list.VtxBuffer.push_back({position, place, color});
  }
  void indices(std::initializer_list<int> added) {
    for (const int index : added) list.IdxBuffer.push_back(static_cast<ImDrawIdx>(index));
  }
  picture drawn(const ink& font) {
    command.ElemCount = static_cast<unsigned>(list.IdxBuffer.Size);
    list.CmdBuffer.resize(0);
    list.CmdBuffer.push_back(command);
    ImDrawData data;
    data.Valid = true;
    data.DisplaySize = ImVec2(size, size);
    ImDrawList* lists[] = {&list};
#if IMGUI_VERSION_NUM >= 18980
    data.CmdLists.push_back(lists[0]);
#else
    data.CmdLists = lists;
#endif
    data.CmdListsCount = 1;
    canvas target(size, size, ground, font);
    target.draw(data);
    return target.pixels();
  }
  ImDrawList list;
  ImDrawCmd command;
};

double sampled(const ink& font, double u, double v) {
  const auto at = [&](int x, int y) {
    x = std::clamp(x, 0, font.width - 1);
    y = std::clamp(y, 0, font.height - 1);
    return font.coverage[static_cast<std::size_t>(y * font.width + x)] / 255.0;
  };
  const double x = u * font.width - 0.5;
  const double y = v * font.height - 0.5;
  const int left = static_cast<int>(std::floor(x));
  const int top = static_cast<int>(std::floor(y));
  const double across = x - left;
  const double down = y - top;
  return (at(left, top) * (1 - across) + at(left + 1, top) * across) * (1 - down) +
         (at(left, top + 1) * (1 - across) + at(left + 1, top + 1) * across) * down;
}

double channel(ImU32 color, int which) {
  return (color >> (8 * which)) & 255U;
}

/// One triangle, the slow and obvious way: each pixel asks whether its centre is inside.
void evaluate(std::vector<double>& rgb, const drawing& shown, const ink& font, const int* corner) {
  const ImDrawVert* all = shown.list.VtxBuffer.Data + shown.command.VtxOffset;
  const ImDrawVert& a = all[corner[0]];
  const ImDrawVert& b = all[corner[1]];
  const ImDrawVert& c = all[corner[2]];
  const auto cross = [](double ax, double ay, double bx, double by) { return ax * by - ay * bx; };
  const double area = cross(b.pos.x - a.pos.x, b.pos.y - a.pos.y, c.pos.x - a.pos.x, c.pos.y - a.pos.y);
  if (area == 0) return;
  const ImVec4 clip = shown.command.ClipRect;
  for (int y = static_cast<int>(clip.y); y < static_cast<int>(clip.w); ++y) {
    for (int x = static_cast<int>(clip.x); x < static_cast<int>(clip.z); ++x) {
      const double px = x + 0.5;
      const double py = y + 0.5;
      const auto share = [&](const ImDrawVert& from, const ImDrawVert& to) {
        const double edge =
            cross(to.pos.x - from.pos.x, to.pos.y - from.pos.y, px - from.pos.x, py - from.pos.y) / area;
        const double rise = (to.pos.y - from.pos.y) * (area > 0 ? 1 : -1);
        const double run = (to.pos.x - from.pos.x) * (area > 0 ? 1 : -1);
        const bool left_or_top = rise < 0 || (rise == 0 && run > 0);
        return edge > 0 || (edge == 0 && left_or_top) ? edge : -1.0;
      };
      const double of_a = share(b, c);
      const double of_b = share(c, a);
      const double of_c = share(a, b);
      if (of_a < 0 || of_b < 0 || of_c < 0) continue;
      const double coverage = sampled(font, a.uv.x * of_a + b.uv.x * of_b + c.uv.x * of_c,
                                      a.uv.y * of_a + b.uv.y * of_b + c.uv.y * of_c);
      const auto mixed = [&](int which) {
        return channel(a.col, which) * of_a + channel(b.col, which) * of_b + channel(c.col, which) * of_c;
      };
      const double alpha = mixed(3) / 255 * coverage;
      for (int which = 0; which < 3; ++which) {
        double& target = rgb[static_cast<std::size_t>((y * size + x) * 3 + which)];
        target = mixed(which) * alpha + target * (1 - alpha);
      }
    }
  }
}

/// How far the canvas is from the obvious way, in steps of a channel, at worst.
double difference(drawing& shown, const ink& font) {
  std::vector<double> expected(size * size * 3);
  for (std::size_t i = 0; i < expected.size(); ++i) expected[i] = channel(ground, static_cast<int>(i % 3));
  for (int i = 0; i + 2 < shown.list.IdxBuffer.Size; i += 3) {
    const int corners[] = {shown.list.IdxBuffer[i], shown.list.IdxBuffer[i + 1], shown.list.IdxBuffer[i + 2]};
    evaluate(expected, shown, font, corners);
  }
  const picture drawn = shown.drawn(font);
  double worst = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    worst = std::max(worst, std::abs(expected[i] - drawn.rgba[i / 3 * 4 + i % 3]));
  }
  return worst;
}

/// Pixels that are no longer the ground.
int touched(const picture& drawn) {
  int count = 0;
  for (std::size_t i = 0; i < drawn.rgba.size(); i += 4)
    count += drawn.rgba[i] != 20 || drawn.rgba[i + 1] != 30 ? 1 : 0;
  return count;
}

void add_rectangle(drawing& shown, ImVec2 from, ImVec2 to, ImU32 color, ImVec2 uv_from, ImVec2 uv_to) {
  const int first = shown.list.VtxBuffer.Size - static_cast<int>(shown.command.VtxOffset);
  shown.vertex(from, color, uv_from);
  shown.vertex(ImVec2(to.x, from.y), color, ImVec2(uv_to.x, uv_from.y));
  shown.vertex(to, color, uv_to);
  shown.vertex(ImVec2(from.x, to.y), color, ImVec2(uv_from.x, uv_to.y));
  shown.indices({first, first + 1, first + 2, first, first + 2, first + 3});
}

TEST(canvas, triangles_are_those_of_a_pixel_by_pixel_evaluation) {
  const ink font = gradient();
  std::mt19937 random(7);
  const auto place = [&] { return static_cast<float>(random() % 1400) / 16 - 12; };  // some of it outside
  for (int round = 0; round < 200; ++round) {
    drawing shown;
    const auto plain = static_cast<ImU32>(random());
    const bool gouraud = round % 2 == 0;
    const bool textured = round % 3 == 0;
    for (int i = 0; i < 3; ++i) {
      const ImVec2 uv(static_cast<float>(random() % 17) / 16, static_cast<float>(random() % 17) / 16);
      shown.vertex(ImVec2(place(), place()), gouraud ? static_cast<ImU32>(random()) : plain,
                   textured ? uv : white_point);
    }
    shown.indices({0, 1, 2});
    shown.command.ClipRect = ImVec4(3, 5, 60, 58);
    ASSERT_LE(difference(shown, font), roundings) << "round " << round;
  }
}

TEST(canvas, rectangles_and_glyphs_are_those_of_a_pixel_by_pixel_evaluation) {
  const ink font = gradient();
  std::mt19937 random(11);
  const auto below = [&](unsigned limit) { return static_cast<float>(random() % limit) / 16; };
  for (int round = 0; round < 200; ++round) {
    drawing shown;
    const ImVec2 from(below(600), below(600));
    const ImVec2 to(from.x + below(500), from.y + below(500));
    const bool glyph = round % 2 == 0;
    const ImVec2 uv_to(below(17), below(17));
    add_rectangle(shown, from, to, static_cast<ImU32>(random()), glyph ? ImVec2(0, 0) : white_point,
                  glyph ? uv_to : white_point);
    ASSERT_LE(difference(shown, font), roundings) << "round " << round;
  }
}

TEST(canvas, shapes_that_adjoin_cover_each_pixel_once) {
  const ink font = gradient();
  // Half-transparent: a pixel drawn twice would be brighter. A fan around a point that is no pixel's centre
  // or corner.
  drawing fan;
  fan.vertex(ImVec2(31.3125F, 30.6875F), IM_COL32(255, 255, 255, 128));
  const ImVec2 rim[] = {{2, 2}, {33, 2}, {62, 2}, {62, 31}, {62, 62}, {30, 62}, {2, 62}, {2, 33}};
  for (const ImVec2& point : rim) fan.vertex(point, IM_COL32(255, 255, 255, 128));
  for (int i = 1; i <= 8; ++i) fan.indices({0, i, i % 8 + 1});
  const picture drawn = fan.drawn(font);
  EXPECT_EQ(touched(drawn), 60 * 60);
  for (std::size_t i = 0; i < drawn.rgba.size(); i += 4)
    EXPECT_TRUE(drawn.rgba[i] == 20 || drawn.rgba[i] == 138);
}

TEST(canvas, clip_rectangle_vertex_offset_and_far_corners_are_heeded) {
  const ink font = gradient();
  drawing shown(5000);
  add_rectangle(shown, ImVec2(-1e30F, -1e30F), ImVec2(1e30F, 1e30F), IM_COL32_WHITE, white_point,
                white_point);
  shown.command.ClipRect = ImVec4(10, 10, 30, 20);
  EXPECT_EQ(touched(shown.drawn(font)), 20 * 10);
}

TEST(canvas, what_has_no_area_draws_nothing) {
  const ink font = gradient();
  drawing shown;
  for (const float x : {5.F, 20.F, 50.F}) shown.vertex(ImVec2(x, x), IM_COL32_WHITE);
  shown.indices({0, 1, 2});
  shown.command.ClipRect = ImVec4(40, 40, 20, 20);
  EXPECT_EQ(touched(shown.drawn(font)), 0);
  shown.command.ClipRect = ImVec4(0, 0, size, size);
  EXPECT_EQ(touched(shown.drawn(font)), 0);
}

}  // namespace
}  // namespace millrace::viewer
