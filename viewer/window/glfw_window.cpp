#include "window/glfw_window.h"

#include <GLFW/glfw3.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <memory>
#include <optional>
#include <utility>

#include "window/appearance.h"
#include "window/frame_times.h"
#include "window/imgui_context.h"
#include "window/keys.h"
#include "window/window_input.h"

namespace millrace::viewer {
namespace {

/// A window that sizes itself, and a popup in it, need as many frames after an input.
constexpr int settling_frames = 3;
/// Between two looks at the application, in seconds.
constexpr double shortest_wait = 0.001;
constexpr double longest_wait = 10;
/// While a text field's cursor blinks, the ground behind a dialogue darkens, or a tool tip is about to
/// appear.
constexpr double blink_time = 0.25;
/// While the mouse drags or holds a button: what moves under it is ours, not the application's.
constexpr double drag_time = 1.0 / 60;

struct glfw_library {
  bool ready = glfwInit() == GLFW_TRUE;
  ~glfw_library() { glfwTerminate(); }
};

struct destroy_window {
  void operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }
};
using window_handle = std::unique_ptr<GLFWwindow, destroy_window>;

window_handle open_window(const window_options& options) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  return window_handle(
      glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr));
}

struct backends {
  explicit backends(GLFWwindow* window) {
    ImGui_ImplGlfw_InitForOpenGL(window, false);
    ImGui_ImplOpenGL3_Init("#version 150");
    ImGui_ImplOpenGL3_CreateDeviceObjects();
  }
  ~backends() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
  }
  backends(const backends&) = delete;
  backends& operator=(const backends&) = delete;
};

/// How much larger than usual things must be drawn, beyond what the system enlarges by itself.
float display_scale(GLFWwindow* window) {
  float content = 1;
  glfwGetWindowContentScale(window, &content, nullptr);
  int inside = 0;
  int points = 0;
  glfwGetWindowSize(window, &inside, nullptr);
  glfwGetFramebufferSize(window, &points, nullptr);
  return inside > 0 && points > 0 ? content * static_cast<float>(inside) / static_cast<float>(points)
                                  : content;
}

std::int64_t now_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

class window_run {
 public:
  window_run(application& shown, GLFWwindow* window, const window_options& options)
      : shown_(&shown), window_(window), backends_(window), input_(window), times_(options.frame_times) {}

  void until_over() {
    while (!shown_->over() && !glfwWindowShouldClose(window_)) {
      wait();
      if (input_.deliver()) {
        settling_ = settling_frames;
        fading_ = true;
      }
      updated_at_ = glfwGetTime();
      const bool changed = shown_->update(updated_at_);
      if (!changed && settling_ == 0 && !moves()) continue;
      settling_ = std::max(0, settling_ - 1);
      frame();
    }
  }

 private:
  void wait() const {
    const double passed = glfwGetTime() - updated_at_;
    double patience = std::clamp(shown_->next_update() - passed, shortest_wait, longest_wait);
    if (ImGui::IsAnyMouseDown()) patience = std::min(patience, drag_time);
    if (fading_ || ImGui::GetIO().WantTextInput) patience = std::min(patience, blink_time);
    if (settling_ > 0 || input_.pending()) {
      glfwPollEvents();
    } else {
      glfwWaitEventsTimeout(patience);
    }
  }

  /// True if Dear ImGui's own picture changes without an input.
  bool moves() {
    if (ImGui::IsAnyMouseDown()) return true;
    if (glfwGetTime() < drawn_at_ + blink_time) return false;
    return std::exchange(fading_, false) || ImGui::GetIO().WantTextInput;
  }

  void follow_appearance() {
    const appearance wanted = wanted_appearance();
    const float scale = display_scale(window_);
    if (look_ == wanted && display_scale_ == scale) return;
    apply(wanted, scale);
    upload_fonts();
    look_ = wanted;
    display_scale_ = scale;
  }

  void frame() {
    const std::int64_t begin = now_us();
    follow_appearance();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    const std::int64_t ui_begin = now_us();
    ImGui::NewFrame();
    shown_->draw();
    ImGui::Render();
    const std::int64_t ui_end = now_us();
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    glViewport(0, 0, width, height);
    const ImVec4 ground = color_vector(meaning::background);
    glClearColor(ground.x, ground.y, ground.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(window_);
    drawn_at_ = glfwGetTime();
    times_.add(ui_end - ui_begin, now_us() - begin);
  }

  application* shown_;
  GLFWwindow* window_;
  imgui_context context_;
  backends backends_;
  window_input input_;
  frame_times times_;
  std::optional<appearance> look_;
  float display_scale_ = 0;
  int settling_ = settling_frames;
  bool fading_ = true;  ///< after an input: one more frame is due when what it opened has faded in
  double updated_at_ = 0;
  double drawn_at_ = 0;
};

int cannot_open() {
  const char* reason = nullptr;
  glfwGetError(&reason);
  std::fprintf(
      stderr,
      "millrace: cannot open a window (%s); without a display use --screenshot FILE, millrace top, or "
      "xvfb-run COMMAND\n",
      reason != nullptr ? reason : "no reason given");
  return 2;
}

}  // namespace

int run_in_window(application& shown, const window_options& options) {
  const glfw_library library;
  if (!library.ready) return cannot_open();
  const window_handle window = open_window(options);
  if (!window) return cannot_open();
  glfwMakeContextCurrent(window.get());
  glfwSwapInterval(1);
  window_run(shown, window.get(), options).until_over();
  return 0;
}

}  // namespace millrace::viewer
