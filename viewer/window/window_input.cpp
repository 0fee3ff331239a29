#include "window/window_input.h"

#include <GLFW/glfw3.h>
#include <algorithm>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <utility>
#include <vector>

#include "window/keys.h"

namespace millrace::viewer {

static_assert(static_cast<int>(key::escape) == GLFW_KEY_ESCAPE &&
              static_cast<int>(key::end) == GLFW_KEY_END && static_cast<int>(key::f12) == GLFW_KEY_F12);

namespace {

bool is_modifier(int key) {
  return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER;
}

modifiers modifiers_in(int held) {
  return {(held & GLFW_MOD_CONTROL) != 0, (held & GLFW_MOD_SHIFT) != 0, (held & GLFW_MOD_ALT) != 0};
}

}  // namespace

window_input& window_input::of(GLFWwindow* window) {
  return *static_cast<window_input*>(glfwGetWindowUserPointer(window));
}

window_input::window_input(GLFWwindow* window) : window_(window) {
  glfwSetWindowUserPointer(window, this);
  glfwSetKeyCallback(window, [](GLFWwindow* at, int code, int scancode, int action, int held) {
    of(at).waiting_.push_back({code, scancode, action, held, 0});
  });
  glfwSetCharCallback(window, [](GLFWwindow* at, unsigned character) {
    of(at).waiting_.push_back({0, 0, 0, 0, character});
  });
  glfwSetMouseButtonCallback(window, [](GLFWwindow* at, int button, int action, int held) {
    of(at).came_ = true;
    ImGui_ImplGlfw_MouseButtonCallback(at, button, action, held);
  });
  glfwSetScrollCallback(window, [](GLFWwindow* at, double across, double down) {
    of(at).came_ = true;
    ImGui_ImplGlfw_ScrollCallback(at, across, down);
  });
  glfwSetCursorPosCallback(window, [](GLFWwindow* at, double x, double y) {
    of(at).came_ = true;
    send_cursor(at, x, y);
  });
  glfwSetCursorEnterCallback(window, [](GLFWwindow* at, int entered) {
    of(at).came_ = true;
    ImGui_ImplGlfw_CursorEnterCallback(at, entered);
  });
  glfwSetWindowFocusCallback(window, [](GLFWwindow* at, int focused) {
    of(at).came_ = true;
    ImGui_ImplGlfw_WindowFocusCallback(at, focused);
  });
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* at) { of(at).came_ = true; });
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow* at, int, int) { of(at).came_ = true; });
  glfwSetWindowContentScaleCallback(window, [](GLFWwindow* at, float, float) { of(at).came_ = true; });
}

bool window_input::deliver() {
  const bool any = std::exchange(came_, false) || !waiting_.empty();
  std::vector<int> moved;
  while (!waiting_.empty()) {
    const typed next = waiting_.front();
    if (next.character != 0) {
      ImGui_ImplGlfw_CharCallback(window_, next.character);
    } else {
      if (std::find(moved.begin(), moved.end(), next.key) != moved.end()) break;
      moved.push_back(next.key);
      ImGui_ImplGlfw_KeyCallback(window_, next.key, next.scancode, next.action, next.held);
      // The backend asks what is held now, not what was as the key went down. Of a modifier's own key GLFW
      // says what was held before.
      if (!is_modifier(next.key)) send_modifiers(modifiers_in(next.held));
    }
    waiting_.pop_front();
  }
  return any;
}

}  // namespace millrace::viewer
