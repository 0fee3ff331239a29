#include "window/imgui_context.h"

#include <imgui.h>

namespace millrace::viewer {

imgui_context::imgui_context() : before_(ImGui::GetCurrentContext()), own_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(own_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
}

imgui_context::~imgui_context() {
  ImGui::DestroyContext(own_);
  ImGui::SetCurrentContext(before_);
}

}  // namespace millrace::viewer
