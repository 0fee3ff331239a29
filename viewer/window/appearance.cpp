#include "window/appearance.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <system_error>

namespace millrace::viewer {
namespace {

// What is in use, and wanted: of the one thread that draws, as Dear ImGui's current context.
float scale_in_use = 1;
appearance wanted_by_user;

constexpr float text_size = 16;
constexpr float large_size = 36;

/// What lessons and panels use: Latin, dashes and quotes, arrows, mathematics, clocks, box drawing, shapes,
/// check marks.
constexpr ImWchar letters[] = {0x20,   0x24F,  0x370,  0x3FF,  0x2010, 0x2030, 0x2039, 0x203A, 0x2044, 0x2044,
                               0x2070, 0x209C, 0x2190, 0x21FF, 0x2200, 0x22FF, 0x2300, 0x2328, 0x23E9, 0x23FA,
                               0x2500, 0x25FF, 0x2600, 0x2640, 0x26A0, 0x26A1, 0x2713, 0x2718, 0};
constexpr ImWchar basic_letters[] = {0x20, 0x7E, 0xB5, 0xB5, 0x2013, 0x2014, 0x221E, 0x221E, 0};

void load(const char* path, float size, const ImWchar* ranges) {
  ImFontConfig settings;
  settings.OversampleH = 2;
  settings.OversampleV = 1;
  settings.PixelSnapH = true;
  settings.GlyphRanges = ranges;
  ImFontAtlas& fonts = *ImGui::GetIO().Fonts;
  std::error_code unreadable;
  if (std::filesystem::is_regular_file(path, unreadable)) {
    fonts.AddFontFromFileTTF(path, size, &settings);
    return;
  }
  // Dear ImGui's own font is made for 13 pixels, and has Latin letters only.
  settings.GlyphRanges = nullptr;
  settings.SizePixels = size;
  fonts.AddFontDefault(&settings);
}

void set_sizes(ImGuiStyle& style) {
  style.WindowPadding = ImVec2(16, 14);
  style.FramePadding = ImVec2(10, 6);
  style.CellPadding = ImVec2(8, 5);
  style.ItemSpacing = ImVec2(10, 8);
  style.ItemInnerSpacing = ImVec2(8, 6);
  style.IndentSpacing = 20;
  style.ScrollbarSize = 14;
  style.GrabMinSize = 12;
  style.WindowBorderSize = 1;
  style.PopupBorderSize = 1;
  style.WindowRounding = 8;
  style.ChildRounding = 8;
  style.FrameRounding = 6;
  style.PopupRounding = 8;
  style.ScrollbarRounding = 7;
  style.GrabRounding = 5;
  style.TabRounding = 6;
}

}  // namespace

appearance& wanted_appearance() {
  return wanted_by_user;
}

void apply(const appearance& wanted, float display_scale) {
  scale_in_use = std::clamp(wanted.scale, smallest_scale, largest_scale) * std::max(display_scale, 0.5F);
  ImGuiStyle style;
  set_sizes(style);
  style.ScaleAllSizes(scale_in_use);
  ImGui::GetStyle() = style;
  use_theme(wanted.theme);

  ImGui::GetIO().Fonts->Clear();
  const auto size = [](float points) { return std::round(points * scale_in_use); };
  load(MILLRACE_FONTS "/DejaVuSans.ttf", size(text_size), letters);
  load(MILLRACE_FONTS "/DejaVuSansMono.ttf", size(text_size - 1), letters);
  load(MILLRACE_FONTS "/DejaVuSans.ttf", size(large_size), basic_letters);
}

float scaled(float length) {
  return length * scale_in_use;
}

ImFont* font(face which) {
  return ImGui::GetIO().Fonts->Fonts[static_cast<int>(which)];
}

}  // namespace millrace::viewer
