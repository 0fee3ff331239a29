#include "window/headless.h"

#include "window/labels.h"
#include "window/theme.h"

namespace millrace::viewer {

headless::headless(application& shown, int width, int height, float scale, bool dark)
    : shown_(shown), context_(ImGui::CreateContext()) {
  auto& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
#if IMGUI_VERSION_NUM < 18700
  for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
#endif
  theme::apply(dark, scale);
}

headless::~headless() {
  ImGui::DestroyContext(context_);
}

void headless::frame(double seconds) {
  ImGui::SetCurrentContext(context_);
  ImGui::GetIO().DeltaTime = static_cast<float>(seconds > 0 ? seconds : 1.0 / 60);
  shown_.update(seconds);
  forget_labels();
  ImGui::NewFrame();
  shown_.draw();
  ImGui::Render();
}

pixels headless::picture() const {
  return draw_in_software(*ImGui::GetDrawData(), theme::colour(role::background));
}

void headless::move_to(ImVec2 where) {
#if IMGUI_VERSION_NUM < 18700
  ImGui::GetIO().MousePos = where;
#else
  ImGui::GetIO().AddMousePosEvent(where.x, where.y);
#endif
  frame(0);
}

bool headless::click(const std::string& label) {
  const auto at = labelled(label);
  if (!at) return false;
  move_to(ImVec2((at->from.x + at->to.x) / 2, (at->from.y + at->to.y) / 2));
  for (const bool down : {true, false}) {
#if IMGUI_VERSION_NUM < 18700
    ImGui::GetIO().MouseDown[0] = down;
#else
    ImGui::GetIO().AddMouseButtonEvent(0, down);
#endif
    frame(0);
  }
  frame(0);
  return true;
}

void headless::press(int key, bool control, bool shift) {
  auto& io = ImGui::GetIO();
  for (const bool down : {true, false}) {
#if IMGUI_VERSION_NUM < 18700
    io.KeyCtrl = control && down;
    io.KeyShift = shift && down;
    io.KeyMods = (io.KeyCtrl ? ImGuiKeyModFlags_Ctrl : 0) | (io.KeyShift ? ImGuiKeyModFlags_Shift : 0);
    io.KeysDown[key] = down;
#else
    if (control) io.AddKeyEvent(ImGuiMod_Ctrl, down);
    if (shift) io.AddKeyEvent(ImGuiMod_Shift, down);
    io.AddKeyEvent(static_cast<ImGuiKey>(key), down);
#endif
    frame(0);
  }
}

void headless::type(const std::string& text) {
  ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
  frame(0);
}

}  // namespace millrace::viewer
