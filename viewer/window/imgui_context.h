#pragma once

struct ImGuiContext;

namespace millrace::viewer {

/// A context of Dear ImGui with the viewer's settings: keyboard navigation, and no file of its own. The
/// current one for as long as it lives, then the one before it is again: they nest.
class imgui_context {
 public:
  imgui_context();
  ~imgui_context();
  imgui_context(const imgui_context&) = delete;
  imgui_context& operator=(const imgui_context&) = delete;

 private:
  ImGuiContext* before_;
  ImGuiContext* own_;
};

}  // namespace millrace::viewer
