#include "window/glfw_window.h"

#include <GLFW/glfw3.h>
#include <chrono>
#include <fstream>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <memory>
#include <stdexcept>

#include "window/labels.h"
#include "window/theme.h"

namespace millrace::viewer {
namespace {

using clock = std::chrono::steady_clock;

/// ImGui needs a few frames to settle after an input: a hover, a popup, a layout that follows its contents.
constexpr int settling_frames = 3;

class glfw_window {
 public:
  explicit glfw_window(const window_options& how) {
    if (glfwInit() == GLFW_FALSE) {
      throw std::runtime_error(
          "there is no display to open a window on; use --screenshot FILE for a picture, millrace top in a "
          "terminal, or "
          "xvfb-run");
    }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
    window_ = glfwCreateWindow(how.width, how.height, "Millrace", nullptr, nullptr);
    if (!window_) {
      glfwTerminate();
      throw std::runtime_error(
          "this display has no OpenGL 3; use --screenshot FILE, or millrace top in a terminal");
    }
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
    ImGui::CreateContext();
    auto& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    float content_scale = 1;
    glfwGetWindowContentScale(window_, &content_scale, nullptr);
    theme::apply(how.dark, how.scale * content_scale);
    watch_input();
    ImGui_ImplGlfw_InitForOpenGL(window_, true);
    ImGui_ImplOpenGL3_Init("#version 130");
  }
  ~glfw_window() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
    glfwDestroyWindow(window_);
    glfwTerminate();
  }
  glfw_window(const glfw_window&) = delete;
  glfw_window& operator=(const glfw_window&) = delete;

  bool open() const { return glfwWindowShouldClose(window_) == GLFW_FALSE; }
  /// Waits for input, at most so long. True if the user did something.
  bool wait(double seconds) {
    touched_ = false;
    glfwWaitEventsTimeout(seconds);
    return touched_;
  }
  /// How long ImGui's part took.
  clock::duration draw(application& shown) const {
    const auto begin = clock::now();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    forget_labels();
    ImGui::NewFrame();
    shown.draw();
    ImGui::Render();
    const auto took = clock::now() - begin;
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    glViewport(0, 0, width, height);
    const auto back = theme::colour4(role::background);
    glClearColor(back.x, back.y, back.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(window_);
    return took;
  }

 private:
  // ImGui's backend calls these on before its own.
  void watch_input() {
    glfwSetWindowUserPointer(window_, this);
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double, double) { touch(w); });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int, int, int) { touch(w); });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double, double) { touch(w); });
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int, int, int, int) { touch(w); });
    glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned) { touch(w); });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int) { touch(w); });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { touch(w); });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { touch(w); });
  }
  static void touch(GLFWwindow* window) {
    static_cast<glfw_window*>(glfwGetWindowUserPointer(window))->touched_ = true;
  }

  GLFWwindow* window_ = nullptr;
  bool touched_ = true;
};

long microseconds(clock::duration time) {
  return static_cast<long>(std::chrono::duration_cast<std::chrono::microseconds>(time).count());
}

}  // namespace

int run_in_window(application& shown, const window_options& how) {
  glfw_window window(how);
  std::ofstream times;
  if (!how.frame_times.empty()) {
    times.open(how.frame_times);
    if (!times) throw std::runtime_error("cannot write " + how.frame_times + "; name another file");
    times << "update_us ui_us whole_us\n";
  }
  auto last = clock::now();
  int settling = settling_frames;
  while (window.open() && !shown.over()) {
    if (window.wait(settling > 0 ? 0 : shown.next_update())) settling = settling_frames;
    const auto begin = clock::now();
    const bool changed = shown.update(std::chrono::duration<double>(begin - last).count());
    last = begin;
    if (!changed && settling == 0) continue;
    if (settling > 0) --settling;
    const auto updated = clock::now();
    const auto ui = window.draw(shown);
    if (times)
      times << microseconds(updated - begin) << ' ' << microseconds(ui) << ' '
            << microseconds(clock::now() - begin) << '\n';
  }
  return 0;
}

}  // namespace millrace::viewer
