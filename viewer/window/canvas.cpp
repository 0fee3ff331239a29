#include "window/canvas.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace millrace::viewer {
namespace {

constexpr std::int64_t pixel = 256;
constexpr std::int64_t half = pixel / 2;
/// In pixels: keeps the products of positions within 64 bits.
constexpr double farthest = 1e6;

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}
constexpr std::int64_t ceil_div(std::int64_t a, std::int64_t b) {
  return -floor_div(-a, b);
}

/// The first pixel whose centre is at or behind `position`.
int first_centre(std::int64_t position) {
  return static_cast<int>(ceil_div(position - half, pixel));
}

constexpr unsigned channel(ImU32 color, int shift) {
  return (color >> shift) & 255U;
}

std::uint8_t mixed(unsigned below, unsigned above, unsigned alpha) {
  return static_cast<std::uint8_t>((above * alpha + below * (255 - alpha) + 127) / 255);
}

void blend(std::uint8_t* target, unsigned red, unsigned green, unsigned blue, unsigned alpha) {
  target[0] = mixed(target[0], red, alpha);
  target[1] = mixed(target[1], green, alpha);
  target[2] = mixed(target[2], blue, alpha);
}

void blend(std::uint8_t* target, ImU32 color, unsigned alpha) {
  blend(target, channel(color, IM_COL32_R_SHIFT), channel(color, IM_COL32_G_SHIFT),
        channel(color, IM_COL32_B_SHIFT), alpha);
}

/// Of a number from 0 to 255; std::lround would be a call for each pixel.
unsigned rounded(double value) {
  constexpr double half_step = 0.5;
  return static_cast<unsigned>(value + half_step);
}

}  // namespace

canvas::canvas(int width, int height, ImU32 background, const ink& font) : font_(&font) {
  pixels_.width = width;
  pixels_.height = height;
  pixels_.rgba.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 255);
  for (std::size_t at = 0; at < pixels_.rgba.size(); at += 4) blend(&pixels_.rgba[at], background, 255);
}

void canvas::draw(const ImDrawData& data) {
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.UserCallback != nullptr) continue;
      const ImVec4& rect = command.ClipRect;
      const auto edge = [](float position, float origin, int limit) {
        return static_cast<int>(std::clamp(position - origin, 0.F, static_cast<float>(limit)));
      };
      const box clip{
          edge(rect.x, data.DisplayPos.x, pixels_.width), edge(rect.y, data.DisplayPos.y, pixels_.height),
          edge(rect.z, data.DisplayPos.x, pixels_.width), edge(rect.w, data.DisplayPos.y, pixels_.height)};
      if (clip.left < clip.right && clip.top < clip.bottom) draw(list, command, clip, data.DisplayPos);
    }
  }
}

void canvas::draw(const ImDrawList& list, const ImDrawCmd& command, const box& clip, ImVec2 origin) {
  const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
  const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  const auto corner_at = [&](ImDrawIdx at) {
    const ImDrawVert& vertex = vertices[at];
    const auto fixed = [](float position) {
      return std::llround(std::clamp(static_cast<double>(position), -farthest, farthest) * pixel);
    };
    return corner{fixed(vertex.pos.x - origin.x), fixed(vertex.pos.y - origin.y),
                  static_cast<double>(vertex.uv.x) * font_->width,
                  static_cast<double>(vertex.uv.y) * font_->height, vertex.col};
  };
  for (unsigned at = 0; at + 3 <= command.ElemCount; at += 3, index += 3) {
    const triangle corners{corner_at(index[0]), corner_at(index[1]), corner_at(index[2])};
    if (at + 6 <= command.ElemCount && index[3] == index[0] && index[4] == index[2] &&
        fill_rectangle({corners[0], corners[1], corners[2], corner_at(index[5])}, clip)) {
      at += 3;
      index += 3;
      continue;
    }
    fill_triangle(corners, clip);
  }
}

/// False if the two triangles are something else than an upright rectangle in one colour.
bool canvas::fill_rectangle(const std::array<corner, 4>& corners, const box& clip) {
  const auto& [a, b, c, d] = corners;
  const bool upright = a.x == d.x && b.x == c.x && a.y == b.y && c.y == d.y && a.x <= c.x && a.y <= c.y;
  const bool plain = a.color == b.color && a.color == c.color && a.color == d.color;
  const bool straight = a.u == d.u && b.u == c.u && a.v == b.v && c.v == d.v;
  if (!upright || !plain || !straight) return false;
  const box area{std::max(clip.left, first_centre(a.x)), std::max(clip.top, first_centre(a.y)),
                 std::min(clip.right, first_centre(c.x)), std::min(clip.bottom, first_centre(c.y))};
  if (area.left < area.right && area.top < area.bottom) fill_ink(a, c, area);
  return true;
}

void canvas::fill_ink(const corner& first, const corner& last, const box& area) {
  const double alpha = channel(first.color, IM_COL32_A_SHIFT);
  const bool solid = first.u == last.u && first.v == last.v;
  const unsigned everywhere = solid ? rounded(alpha * ink_at(first.u, first.v)) : 0;
  const double across = (last.u - first.u) / static_cast<double>(std::max<std::int64_t>(1, last.x - first.x));
  const double down = (last.v - first.v) / static_cast<double>(std::max<std::int64_t>(1, last.y - first.y));
  for (int y = area.top; y < area.bottom; ++y) {
    const double v = first.v + down * static_cast<double>(y * pixel + half - first.y);
    std::uint8_t* target = row(y) + static_cast<std::ptrdiff_t>(area.left) * 4;
    for (int x = area.left; x < area.right; ++x, target += 4) {
      const double u = first.u + across * static_cast<double>(x * pixel + half - first.x);
      const unsigned opacity = solid ? everywhere : rounded(alpha * ink_at(u, v));
      if (opacity != 0) blend(target, first.color, opacity);
    }
  }
}

void canvas::fill_triangle(triangle corners, const box& clip) {
  const auto cross = [](const corner& a, const corner& b, const corner& c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  };
  std::int64_t area = cross(corners[0], corners[1], corners[2]);
  if (area == 0) return;
  if (area < 0) {
    std::swap(corners[1], corners[2]);
    area = -area;
  }
  const auto [low, high] = std::minmax({corners[0].y, corners[1].y, corners[2].y});
  const int top = std::max(clip.top, first_centre(low));
  const int bottom = std::min(clip.bottom, first_centre(high));
  for (int y = top; y < bottom; ++y) {
    int begin = clip.left;
    int end = clip.right;
    for (std::size_t i = 0; i < 3; ++i) {
      const corner& a = corners[i];
      const corner& b = corners[(i + 1) % 3];
      // Inside is where (b - a) x (p - a) >= 0: a bound of x, from the left for an edge that rises, else from
      // the right.
      const std::int64_t rise = b.y - a.y;
      const std::int64_t along = (b.x - a.x) * (y * pixel + half - a.y);
      if (rise < 0) begin = std::max(begin, first_centre(a.x + ceil_div(along, rise)));
      if (rise > 0) end = std::min(end, first_centre(a.x + ceil_div(along, rise)));
    }
    if (begin < end) fill_span(corners, area, y, begin, end);
  }
}

void canvas::fill_span(const triangle& corners, std::int64_t area, int y, int begin, int end) {
  const corner& a = corners[0];
  const corner& b = corners[1];
  const corner& c = corners[2];
  const bool plain = a.color == b.color && a.color == c.color;
  const bool solid = a.u == b.u && a.u == c.u && a.v == b.v && a.v == c.v;
  const double solid_ink = solid ? ink_at(a.u, a.v) : 0;
  std::uint8_t* target = row(y) + static_cast<std::ptrdiff_t>(begin) * 4;
  for (int x = begin; x < end; ++x, target += 4) {
    const std::int64_t px = x * pixel + half;
    const std::int64_t py = y * pixel + half;
    const auto share = [&](const corner& from, const corner& to) {
      return static_cast<double>((to.x - from.x) * (py - from.y) - (to.y - from.y) * (px - from.x)) /
             static_cast<double>(area);
    };
    const double of_a = share(b, c);
    const double of_b = share(c, a);
    const double of_c = share(a, b);
    const auto shared = [&](double at_a, double at_b, double at_c) {
      return at_a * of_a + at_b * of_b + at_c * of_c;
    };
    const auto color = [&](int shift) {
      if (plain) return static_cast<double>(channel(a.color, shift));
      return shared(channel(a.color, shift), channel(b.color, shift), channel(c.color, shift));
    };
    const double coverage = solid ? solid_ink : ink_at(shared(a.u, b.u, c.u), shared(a.v, b.v, c.v));
    const unsigned alpha = rounded(color(IM_COL32_A_SHIFT) * coverage);
    if (alpha == 0) continue;
    blend(target, rounded(color(IM_COL32_R_SHIFT)), rounded(color(IM_COL32_G_SHIFT)),
          rounded(color(IM_COL32_B_SHIFT)), alpha);
  }
}

/// From 0 to 1, interpolated between the four nearest points as a graphics card would.
double canvas::ink_at(double u, double v) const {
  const double left = std::floor(u - 0.5);
  const double top = std::floor(v - 0.5);
  const double right_share = u - 0.5 - left;
  const double bottom_share = v - 0.5 - top;
  const auto at = [&](double x, double y) {
    const auto column = static_cast<std::size_t>(std::clamp(x, 0.0, static_cast<double>(font_->width - 1)));
    const auto line = static_cast<std::size_t>(std::clamp(y, 0.0, static_cast<double>(font_->height - 1)));
    return static_cast<double>(font_->coverage[line * static_cast<std::size_t>(font_->width) + column]);
  };
  const double above = at(left, top) * (1 - right_share) + at(left + 1, top) * right_share;
  const double below = at(left, top + 1) * (1 - right_share) + at(left + 1, top + 1) * right_share;
  return (above * (1 - bottom_share) + below * bottom_share) / 255;
}

}  // namespace millrace::viewer
