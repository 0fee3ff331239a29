#include "window/theme.h"

#include <cmath>

namespace millrace::viewer {
namespace {

constexpr ImU32 rgb(unsigned hex) {
  return IM_COL32((hex >> 16) & 255U, (hex >> 8) & 255U, hex & 255U, 255);
}

struct shades {
  meaning meant;
  ImU32 dark;
  ImU32 light;
};

// The states have the hues of Okabe and Ito, "Color Universal Design" (2008, jfly.uni-koeln.de/color), which
// people with any colour vision tell apart: on the dark ground as published, where contrast allows; on the
// light ground darker.
constexpr std::array<shades, meanings> palette{{
    {meaning::background, rgb(0x14181D), rgb(0xF3F4F6)},
    {meaning::surface, rgb(0x1C2128), rgb(0xFFFFFF)},
    {meaning::raised, rgb(0x2A313B), rgb(0xE6E9ED)},
    {meaning::outline, rgb(0x39424E), rgb(0xCDD3DA)},
    {meaning::grid, rgb(0x2D3540), rgb(0xDFE3E8)},
    {meaning::text, rgb(0xE8EBEF), rgb(0x1B2027)},
    {meaning::muted, rgb(0x9DA7B3), rgb(0x59636E)},
    {meaning::accent, rgb(0x56B4E9), rgb(0x0072B2)},
    {meaning::running, rgb(0x12B886), rgb(0x007F5C)},
    {meaning::blocked, rgb(0xE69F00), rgb(0xB06F00)},
    {meaning::waiting_for_lock, rgb(0xE58FC0), rgb(0xA02D7D)},
    {meaning::idle, rgb(0x727D8A), rgb(0x7A8590)},
    {meaning::accepted, rgb(0x56B4E9), rgb(0x0072B2)},
    {meaning::refused, rgb(0xF0E442), rgb(0x958500)},
    {meaning::failed, rgb(0xF0743A), rgb(0xA83200)},
    {meaning::queue_fill, rgb(0x4C9FD6), rgb(0x2B86C0)},
    {meaning::bucket_fill, rgb(0x2FBF95), rgb(0x139271)},
    {meaning::warning, rgb(0xF0743A), rgb(0xA83200)},
    {meaning::candidate_broken, rgb(0xF0743A), rgb(0xA83200)},
    {meaning::candidate_fixed, rgb(0x56B4E9), rgb(0x0072B2)},
    {meaning::candidate_yours, rgb(0xE58FC0), rgb(0xA02D7D)},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < palette.size(); ++i) {
    if (static_cast<std::size_t>(palette[i].meant) != i) return false;
  }
  return true;
}
static_assert(in_order(), "a meaning's colour is looked up by its place");

brightness in_use = brightness::dark;  // of the one thread that draws, as Dear ImGui's current context

struct styled {
  ImGuiCol part;
  meaning meant;
  float opacity;
};

constexpr styled style_colors[] = {
    {ImGuiCol_Text, meaning::text, 1},
    {ImGuiCol_TextDisabled, meaning::muted, 1},
    {ImGuiCol_WindowBg, meaning::surface, 1},
    {ImGuiCol_ChildBg, meaning::surface, 0},
    {ImGuiCol_PopupBg, meaning::surface, 1},
    {ImGuiCol_Border, meaning::outline, 1},
    {ImGuiCol_BorderShadow, meaning::outline, 0},
    {ImGuiCol_FrameBg, meaning::raised, 1},
    {ImGuiCol_FrameBgHovered, meaning::outline, 1},
    {ImGuiCol_FrameBgActive, meaning::outline, 1},
    {ImGuiCol_TitleBg, meaning::raised, 1},
    {ImGuiCol_TitleBgActive, meaning::raised, 1},
    {ImGuiCol_TitleBgCollapsed, meaning::raised, 1},
    {ImGuiCol_MenuBarBg, meaning::surface, 1},
    {ImGuiCol_ScrollbarBg, meaning::surface, 0},
    {ImGuiCol_ScrollbarGrab, meaning::outline, 1},
    {ImGuiCol_ScrollbarGrabHovered, meaning::idle, 1},
    {ImGuiCol_ScrollbarGrabActive, meaning::idle, 1},
    {ImGuiCol_CheckMark, meaning::accent, 1},
    {ImGuiCol_SliderGrab, meaning::accent, 1},
    {ImGuiCol_SliderGrabActive, meaning::accent, 1},
    {ImGuiCol_Button, meaning::raised, 1},
    {ImGuiCol_ButtonHovered, meaning::outline, 1},
    {ImGuiCol_ButtonActive, meaning::accent, 0.5F},
    {ImGuiCol_Header, meaning::accent, 0.25F},
    {ImGuiCol_HeaderHovered, meaning::accent, 0.18F},
    {ImGuiCol_HeaderActive, meaning::accent, 0.4F},
    {ImGuiCol_Separator, meaning::outline, 1},
    {ImGuiCol_SeparatorHovered, meaning::accent, 0.7F},
    {ImGuiCol_SeparatorActive, meaning::accent, 1},
    {ImGuiCol_ResizeGrip, meaning::outline, 0},
    {ImGuiCol_ResizeGripHovered, meaning::accent, 0.5F},
    {ImGuiCol_ResizeGripActive, meaning::accent, 1},
    {ImGuiCol_Tab, meaning::surface, 0},
    {ImGuiCol_TabHovered, meaning::accent, 0.25F},
    {ImGuiCol_TabActive, meaning::accent, 0.35F},
    {ImGuiCol_TabUnfocused, meaning::surface, 0},
    {ImGuiCol_TabUnfocusedActive, meaning::accent, 0.25F},
    {ImGuiCol_PlotLines, meaning::accent, 1},
    {ImGuiCol_PlotLinesHovered, meaning::warning, 1},
    {ImGuiCol_PlotHistogram, meaning::queue_fill, 1},
    {ImGuiCol_PlotHistogramHovered, meaning::accent, 1},
    {ImGuiCol_TableHeaderBg, meaning::raised, 1},
    {ImGuiCol_TableBorderStrong, meaning::outline, 1},
    {ImGuiCol_TableBorderLight, meaning::grid, 1},
    {ImGuiCol_TableRowBg, meaning::surface, 0},
    {ImGuiCol_TableRowBgAlt, meaning::raised, 0.35F},
    {ImGuiCol_TextSelectedBg, meaning::accent, 0.35F},
    {ImGuiCol_DragDropTarget, meaning::warning, 1},
    {ImGuiCol_NavHighlight, meaning::accent, 1},
    {ImGuiCol_NavWindowingHighlight, meaning::accent, 1},
    {ImGuiCol_NavWindowingDimBg, meaning::background, 0.5F},
    {ImGuiCol_ModalWindowDimBg, meaning::background, 0.6F},
};

}  // namespace

ImU32 color_in(brightness theme, meaning meant) {
  const shades& found = palette[static_cast<std::size_t>(meant)];
  return theme == brightness::dark ? found.dark : found.light;
}

ImVec4 color_vector(meaning meant, float opacity) {
  ImVec4 shade = ImGui::ColorConvertU32ToFloat4(color_in(in_use, meant));
  shade.w = opacity;
  return shade;
}

ImU32 color(meaning meant, float opacity) {
  const auto alpha = static_cast<ImU32>(std::lround(opacity * 255));
  return (color_in(in_use, meant) & ~IM_COL32_A_MASK) | alpha << IM_COL32_A_SHIFT;
}

void use_theme(brightness theme) {
  in_use = theme;
  for (const styled& each : style_colors) {
    ImGui::GetStyle().Colors[each.part] = color_vector(each.meant, each.opacity);
  }
}

}  // namespace millrace::viewer
