#include "window/canvas.h"

#include <algorithm>
#include <cmath>

namespace millrace::viewer {
namespace {

struct clip {
  int left;
  int top;
  int right;   ///< one past
  int bottom;  ///< one past
};

struct colour {
  float r, g, b, a;
};

colour unpack(ImU32 packed) {
  const auto part = [&](int shift) { return static_cast<float>((packed >> shift) & 0xff); };
  return {part(IM_COL32_R_SHIFT), part(IM_COL32_G_SHIFT), part(IM_COL32_B_SHIFT), part(IM_COL32_A_SHIFT)};
}

std::uint32_t pack(float r, float g, float b) {
  const auto byte = [](float v) { return static_cast<std::uint32_t>(std::clamp(v, 0.F, 255.F) + 0.5F); };
  return byte(r) | byte(g) << 8 | byte(b) << 16 | 0xff000000U;
}

/// The font's atlas: white, with the letters' coverage in its alpha.
class coverage {
 public:
  coverage() {
    unsigned char* bytes = nullptr;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&bytes, &width_, &height_);
    bytes_ = bytes;
  }
  /// Between the four nearest texels; 0 to 1.
  float at(float u, float v) const {
    const float x = u * static_cast<float>(width_) - 0.5F;
    const float y = v * static_cast<float>(height_) - 0.5F;
    const float left = std::floor(x);
    const float top = std::floor(y);
    const float fx = x - left;
    const float fy = y - top;
    const int ix = static_cast<int>(left);
    const int iy = static_cast<int>(top);
    const float above = texel(ix, iy) * (1 - fx) + texel(ix + 1, iy) * fx;
    const float below = texel(ix, iy + 1) * (1 - fx) + texel(ix + 1, iy + 1) * fx;
    return (above * (1 - fy) + below * fy) / 255;
  }

 private:
  float texel(int x, int y) const {
    x = std::clamp(x, 0, width_ - 1);
    y = std::clamp(y, 0, height_ - 1);
    return bytes_[y * width_ + x];
  }
  const unsigned char* bytes_ = nullptr;
  int width_ = 0;
  int height_ = 0;
};

class painter {
 public:
  explicit painter(pixels& into) : into_(into) {}

  void triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const clip& inside) const {
    const float area = cross(a.pos, b.pos, c.pos);
    if (area == 0 || !std::isfinite(area)) return;
    const auto [low_x, high_x] = std::minmax({a.pos.x, b.pos.x, c.pos.x});
    const auto [low_y, high_y] = std::minmax({a.pos.y, b.pos.y, c.pos.y});
    const int left = std::max(inside.left, to_int(std::floor(low_x)));
    const int right = std::min(inside.right, to_int(std::ceil(high_x)));
    const int top = std::max(inside.top, to_int(std::floor(low_y)));
    const int bottom = std::min(inside.bottom, to_int(std::ceil(high_y)));
    const colour ca = unpack(a.col), cb = unpack(b.col), cc = unpack(c.col);
    const bool plain = a.uv.x == b.uv.x && a.uv.x == c.uv.x && a.uv.y == b.uv.y && a.uv.y == c.uv.y;
    const bool flat = a.col == b.col && a.col == c.col;
    const float solid = plain ? font_.at(a.uv.x, a.uv.y) : 0;
    for (int y = top; y < bottom; ++y) {
      for (int x = left; x < right; ++x) {
        const ImVec2 p(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
        const float wa = cross(b.pos, c.pos, p) / area;
        const float wb = cross(c.pos, a.pos, p) / area;
        const float wc = 1 - wa - wb;
        if (!covers(wa, b.pos, c.pos, area) || !covers(wb, c.pos, a.pos, area) ||
            !covers(wc, a.pos, b.pos, area))
          continue;
        const float cover = plain ? solid
                                  : font_.at(a.uv.x * wa + b.uv.x * wb + c.uv.x * wc,
                                             a.uv.y * wa + b.uv.y * wb + c.uv.y * wc);
        const colour here =
            flat ? ca
                 : colour{ca.r * wa + cb.r * wb + cc.r * wc, ca.g * wa + cb.g * wb + cc.g * wc,
                          ca.b * wa + cb.b * wb + cc.b * wc, ca.a * wa + cb.a * wb + cc.a * wc};
        blend(x, y, here, here.a / 255 * cover);
      }
    }
  }

 private:
  static int to_int(float v) { return static_cast<int>(std::clamp(v, -1e6F, 1e6F)); }
  static float cross(const ImVec2& a, const ImVec2& b, const ImVec2& c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  }
  /// A pixel on an edge belongs to one of the two triangles that share it: no seam is drawn twice.
  static bool covers(float weight, const ImVec2& from, const ImVec2& to, float area) {
    if (weight != 0) return weight > 0;
    const float dx = area > 0 ? to.x - from.x : from.x - to.x;
    const float dy = area > 0 ? to.y - from.y : from.y - to.y;
    return dy < 0 || (dy == 0 && dx > 0);
  }
  void blend(int x, int y, const colour& c, float alpha) const {
    if (alpha <= 0) return;
    auto& under = into_.colours[static_cast<std::size_t>(y) * static_cast<std::size_t>(into_.width) +
                                static_cast<std::size_t>(x)];
    const auto old = [&](int shift) { return static_cast<float>((under >> shift) & 0xff); };
    under = pack(old(0) + (c.r - old(0)) * alpha, old(8) + (c.g - old(8)) * alpha,
                 old(16) + (c.b - old(16)) * alpha);
  }

  pixels& into_;
  coverage font_;
};

clip clip_of(const ImDrawCmd& command, const ImDrawData& drawn, const pixels& into) {
  const auto edge = [](float v, int most) { return std::clamp(static_cast<int>(v), 0, most); };
  return {edge(command.ClipRect.x - drawn.DisplayPos.x, into.width),
          edge(command.ClipRect.y - drawn.DisplayPos.y, into.height),
          edge(command.ClipRect.z - drawn.DisplayPos.x, into.width),
          edge(command.ClipRect.w - drawn.DisplayPos.y, into.height)};
}

}  // namespace

pixels draw_in_software(const ImDrawData& drawn, ImU32 background) {
  pixels into{static_cast<int>(drawn.DisplaySize.x), static_cast<int>(drawn.DisplaySize.y), {}};
  const colour back = unpack(background);
  into.colours.assign(static_cast<std::size_t>(into.width) * static_cast<std::size_t>(into.height),
                      pack(back.r, back.g, back.b));
  const painter brush(into);
  for (int n = 0; n < drawn.CmdListsCount; ++n) {
    const ImDrawList& list = *drawn.CmdLists[n];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.UserCallback) continue;
      const clip inside = clip_of(command, drawn, into);
      const auto vertex = [&](unsigned i) -> const ImDrawVert& {
        return list.VtxBuffer[static_cast<int>(command.VtxOffset +
                                               list.IdxBuffer[static_cast<int>(command.IdxOffset + i)])];
      };
      for (unsigned i = 0; i + 2 < command.ElemCount; i += 3)
        brush.triangle(vertex(i), vertex(i + 1), vertex(i + 2), inside);
    }
  }
  return into;
}

}  // namespace millrace::viewer
