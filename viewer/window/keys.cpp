#include "window/keys.h"

#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <utility>

namespace millrace::viewer {
namespace {

#if IMGUI_VERSION_NUM >= 18700
constexpr std::pair<key, ImGuiKey> named_keys[] = {
#else
constexpr std::pair<key, ImGuiKey_> named_keys[] = {
#endif
    {key::space, ImGuiKey_Space},         {key::escape, ImGuiKey_Escape},
    {key::enter, ImGuiKey_Enter},         {key::tab, ImGuiKey_Tab},
    {key::insert, ImGuiKey_Insert},       {key::del, ImGuiKey_Delete},
    {key::right, ImGuiKey_RightArrow},    {key::left, ImGuiKey_LeftArrow},
    {key::down, ImGuiKey_DownArrow},      {key::up, ImGuiKey_UpArrow},
    {key::page_up, ImGuiKey_PageUp},      {key::page_down, ImGuiKey_PageDown},
    {key::home, ImGuiKey_Home},           {key::end, ImGuiKey_End},
    {key::backspace, ImGuiKey_Backspace}, {static_cast<key>('A'), ImGuiKey_A},
    {static_cast<key>('C'), ImGuiKey_C},  {static_cast<key>('V'), ImGuiKey_V},
    {static_cast<key>('X'), ImGuiKey_X},  {static_cast<key>('Y'), ImGuiKey_Y},
    {static_cast<key>('Z'), ImGuiKey_Z},
};

}  // namespace

#if IMGUI_VERSION_NUM >= 18700

namespace {

ImGuiKey to_imgui(key asked) {
  const auto counted = [&](int first, ImGuiKey same) {
    return static_cast<ImGuiKey>(static_cast<int>(same) + static_cast<int>(asked) - first);
  };
  const int code = static_cast<int>(asked);
  if (code >= 'A' && code <= 'Z') return counted('A', ImGuiKey_A);
  if (code >= '0' && code <= '9') return counted('0', ImGuiKey_0);
  if (asked >= key::f1 && asked <= key::f12) return counted(static_cast<int>(key::f1), ImGuiKey_F1);
  for (const auto& [ours, theirs] : named_keys) {
    if (ours == asked) return theirs;
  }
  return ImGuiKey_None;
}

}  // namespace

void announce_keys() {}

void send_key(key pressed_or_released, bool down) {
  ImGui::GetIO().AddKeyEvent(to_imgui(pressed_or_released), down);
}

void send_modifiers(modifiers held) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiMod_Ctrl, held.ctrl);
  io.AddKeyEvent(ImGuiMod_Shift, held.shift);
  io.AddKeyEvent(ImGuiMod_Alt, held.alt);
}

void send_mouse_position(ImVec2 position) {
  ImGui::GetIO().AddMousePosEvent(position.x, position.y);
}
void send_mouse_button(ImGuiMouseButton button, bool down) {
  ImGui::GetIO().AddMouseButtonEvent(button, down);
}
void send_mouse_wheel(float lines) {
  ImGui::GetIO().AddMouseWheelEvent(0, lines);
}

void send_cursor(GLFWwindow* window, double x, double y) {
  ImGui_ImplGlfw_CursorPosCallback(window, x, y);
}

bool key_pressed(key asked, bool repeat) {
  const ImGuiKey code = to_imgui(asked);
  return code != ImGuiKey_None && ImGui::IsKeyPressed(code, repeat);
}

#else

void announce_keys() {
  for (const auto& [ours, theirs] : named_keys) ImGui::GetIO().KeyMap[theirs] = static_cast<int>(ours);
}

void send_key(key pressed_or_released, bool down) {
  ImGui::GetIO().KeysDown[static_cast<int>(pressed_or_released)] = down;
}

void send_modifiers(modifiers held) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = held.ctrl;
  io.KeyShift = held.shift;
  io.KeyAlt = held.alt;
}

void send_mouse_position(ImVec2 position) {
  ImGui::GetIO().MousePos = position;
}
void send_mouse_button(ImGuiMouseButton button, bool down) {
  ImGui::GetIO().MouseDown[button] = down;
}
void send_mouse_wheel(float lines) {
  ImGui::GetIO().MouseWheel += lines;
}

void send_cursor(GLFWwindow*, double, double) {}

bool key_pressed(key asked, bool repeat) {
  return asked != key::none && ImGui::IsKeyPressed(static_cast<int>(asked), repeat);
}

#endif

modifiers held_modifiers() {
  const ImGuiIO& io = ImGui::GetIO();
  return {io.KeyCtrl, io.KeyShift, io.KeyAlt};
}

void upload_fonts() {
#if IMGUI_VERSION_NUM < 19200
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

}  // namespace millrace::viewer
