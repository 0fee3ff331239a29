#include "window/theme.h"

#include <array>
#include <cmath>
#include <filesystem>

namespace millrace::viewer::theme {
namespace {

struct shades {
  ImU32 on_dark;
  ImU32 on_light;
};

constexpr ImU32 rgb(unsigned hex) {
  return IM_COL32((hex >> 16) & 0xff, (hex >> 8) & 0xff, hex & 0xff, 255);
}

// Okabe and Ito's eight, some a little darker on white, so that thin lines keep their contrast.
constexpr unsigned orange = 0xE69F00;
constexpr unsigned sky_blue = 0x56B4E9;
constexpr unsigned green = 0x009E73;
constexpr unsigned yellow = 0xF0E442;
constexpr unsigned blue = 0x0072B2;
constexpr unsigned vermilion = 0xD55E00;
constexpr unsigned purple = 0xCC79A7;

shades shades_of(role what) {
  switch (what) {
    case role::background:
      return {rgb(0x14171C), rgb(0xF4F5F7)};
    case role::surface:
      return {rgb(0x1C2027), rgb(0xFFFFFF)};
    case role::raised:
      return {rgb(0x282E38), rgb(0xE6E9EE)};
    case role::grid:
      return {rgb(0x343B47), rgb(0xD5D9E0)};
    case role::text:
      return {rgb(0xE8EBF0), rgb(0x1B1F26)};
    case role::muted:
      return {rgb(0x98A2B3), rgb(0x5A6472)};
    case role::running:
      return {rgb(0x2BBF94), rgb(green)};
    case role::blocked:
      return {rgb(orange), rgb(0xB87A00)};
    case role::waits_for_lock:
      return {rgb(purple), rgb(0xA94F82)};
    case role::idle:
      return {rgb(0x5B6678), rgb(0x9AA4B2)};
    case role::accepted:
      return {rgb(sky_blue), rgb(blue)};
    case role::refused:
      return {rgb(yellow), rgb(0x9A8F00)};
    case role::failed:
      return {rgb(0xF0743A), rgb(vermilion)};
    case role::queue:
      return {rgb(sky_blue), rgb(blue)};
    case role::bucket:
      return {rgb(0x2BBF94), rgb(green)};
    case role::warning:
      return {rgb(orange), rgb(0xB87A00)};
    case role::cycle:
      return {rgb(0xF0743A), rgb(vermilion)};
    case role::first_track:
      return {rgb(0xF0743A), rgb(vermilion)};
    case role::second_track:
      return {rgb(sky_blue), rgb(blue)};
    case role::chosen:
      return {rgb(0xFFFFFF), rgb(0x000000)};
  }
  return {rgb(0xFFFFFF), rgb(0x000000)};
}

// One window system, one look: set between frames, by the thread that draws.
bool is_dark = true;
float now_scale = 1;
ImFont* fixed_font = nullptr;
ImFont* large_font = nullptr;

/// From Debian's fonts-dejavu-core; elsewhere ImGui's own font serves.
ImFont* load(const char* file, float size) {
  static constexpr std::array<ImWchar, 13> letters = {0x0020, 0x024F, 0x0370, 0x03FF, 0x2010, 0x205E, 0x2190,
                                                      0x21FF, 0x2200, 0x22FF, 0x2500, 0x27BF, 0};
  const auto path = std::filesystem::path("/usr/share/fonts/truetype/dejavu") / file;
  auto& fonts = *ImGui::GetIO().Fonts;
  if (std::filesystem::exists(path))
    return fonts.AddFontFromFileTTF(path.c_str(), std::round(size * now_scale), nullptr, letters.data());
  ImFontConfig how;
  how.SizePixels = std::round(size * now_scale);
  return fonts.AddFontDefault(&how);
}

void load_fonts() {
  auto& io = ImGui::GetIO();
  io.Fonts->Clear();
  io.FontDefault = load("DejaVuSans.ttf", 14);
  fixed_font = load("DejaVuSansMono.ttf", 13);
  large_font = load("DejaVuSans.ttf", 26);
  io.Fonts->Build();
}

void set_colours(ImGuiStyle& style) {
  auto& colours = style.Colors;
  const auto set = [&](std::initializer_list<int> which, role what, float opacity = 1) {
    for (const int each : which) {
      colours[each] = colour4(what);
      colours[each].w = opacity;
    }
  };
  set({ImGuiCol_Text}, role::text);
  set({ImGuiCol_TextDisabled}, role::muted);
  set({ImGuiCol_WindowBg}, role::background);
  set({ImGuiCol_ChildBg, ImGuiCol_PopupBg, ImGuiCol_MenuBarBg}, role::surface);
  set({ImGuiCol_FrameBg, ImGuiCol_Button, ImGuiCol_Header, ImGuiCol_TableHeaderBg, ImGuiCol_Tab,
       ImGuiCol_TitleBg, ImGuiCol_TitleBgActive, ImGuiCol_ScrollbarGrab},
      role::raised);
  set({ImGuiCol_Border, ImGuiCol_Separator, ImGuiCol_TableBorderLight, ImGuiCol_TableBorderStrong},
      role::grid);
  set({ImGuiCol_FrameBgHovered, ImGuiCol_ButtonHovered, ImGuiCol_HeaderHovered, ImGuiCol_TabHovered},
      role::accepted, 0.30F);
  set({ImGuiCol_FrameBgActive, ImGuiCol_ButtonActive, ImGuiCol_HeaderActive, ImGuiCol_TabActive},
      role::accepted, 0.45F);
  set({ImGuiCol_SliderGrab, ImGuiCol_SliderGrabActive, ImGuiCol_CheckMark, ImGuiCol_NavHighlight},
      role::accepted);
  set({ImGuiCol_ScrollbarBg, ImGuiCol_TableRowBg}, role::surface, 0);
  set({ImGuiCol_TableRowBgAlt}, role::raised, 0.25F);
}

}  // namespace

void apply(bool dark_one, float scale_now) {
  const bool fonts_change =
      fixed_font == nullptr || scale_now != now_scale || !ImGui::GetIO().Fonts->IsBuilt();
  is_dark = dark_one;
  now_scale = scale_now;
  if (fonts_change) load_fonts();
  ImGuiStyle style;
  style.WindowRounding = 0;
  style.ChildRounding = 6;
  style.FrameRounding = 4;
  style.PopupRounding = 6;
  style.GrabRounding = 4;
  style.ScrollbarRounding = 6;
  style.WindowPadding = ImVec2(12, 10);
  style.FramePadding = ImVec2(8, 4);
  style.ItemSpacing = ImVec2(8, 6);
  style.CellPadding = ImVec2(6, 3);
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.ScaleAllSizes(scale_now);
  set_colours(style);
  ImGui::GetStyle() = style;
}

bool dark() {
  return is_dark;
}
float scale() {
  return now_scale;
}

ImU32 colour(role what, float opacity) {
  const auto both = shades_of(what);
  const ImU32 full = is_dark ? both.on_dark : both.on_light;
  const auto alpha = static_cast<ImU32>(std::lround(255 * opacity));
  return (full & ~IM_COL32_A_MASK) | alpha << IM_COL32_A_SHIFT;
}

ImVec4 colour4(role what) {
  return ImGui::ColorConvertU32ToFloat4(colour(what));
}

role track_role(std::size_t track) {
  return track % 2 == 0 ? role::first_track : role::second_track;
}

ImFont* fixed() {
  return fixed_font;
}
ImFont* large() {
  return large_font;
}

void draw_marker(ImDrawList& into, marker shape, ImVec2 at, float r, ImU32 c) {
  switch (shape) {
    case marker::disc:
      return into.AddCircleFilled(at, r, c, 12);
    case marker::ring:
      return into.AddCircle(at, r, c, 12, std::max(1.F, r * 0.4F));
    case marker::square:
      return into.AddRectFilled({at.x - r, at.y - r}, {at.x + r, at.y + r}, c);
    case marker::triangle:
      return into.AddTriangleFilled({at.x, at.y - r}, {at.x + r, at.y + r}, {at.x - r, at.y + r}, c);
    case marker::diamond:
      return into.AddQuadFilled({at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}, c);
    case marker::cross:
      into.AddLine({at.x - r, at.y - r}, {at.x + r, at.y + r}, c, std::max(1.F, r * 0.5F));
      return into.AddLine({at.x - r, at.y + r}, {at.x + r, at.y - r}, c, std::max(1.F, r * 0.5F));
  }
}

}  // namespace millrace::viewer::theme
