// The demo in a real window, driven from inside; prints what happened, for real_window_test.
//   window_demo resize SCREEN    draws, is resized, copies the X server's screen to SCREEN.kept, is over
//   window_demo idle UPDATES     draws, then has nothing new for so many updates, 10 ms apart
//   window_demo busy FRAMES      has something new each time
//   window_demo burst KEYS       the space bar, pressed and released so often, then Ctrl+K incr Enter, all at
//   once
#include <GLFW/glfw3.h>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <imgui.h>
#include <string>
#include <sys/resource.h>

#include "demo.h"
#include "window/glfw_window.h"

namespace {

using millrace::viewer::demo;

/// True once a few frames were drawn in the new size, and the X server has shown them.
bool resized(const demo& shown, int& drawn_before) {
  GLFWwindow* window = glfwGetCurrentContext();
  if (shown.draws == 5) glfwSetWindowSize(window, 900, 600);
  if (shown.draws < 5 || ImGui::GetIO().DisplaySize.x != 900) drawn_before = shown.draws;
  int x = 0;
  glfwGetWindowPos(window, &x, nullptr);  // answered in turn, after what was drawn
  return shown.draws >= drawn_before + 3;
}

bool burst(demo& shown, int keys) {
  GLFWwindow* window = glfwGetCurrentContext();
  const GLFWkeyfun typed = glfwSetKeyCallback(window, nullptr);
  glfwSetKeyCallback(window, typed);
  const GLFWcharfun written = glfwSetCharCallback(window, nullptr);
  glfwSetCharCallback(window, written);
  const auto stroke = [&](int code, unsigned character, int held = 0) {
    typed(window, code, 0, GLFW_PRESS, held);
    if (character != 0) written(window, character);
    typed(window, code, 0, GLFW_RELEASE, held);
  };
  if (shown.draws == 5) {
    for (int i = 0; i < keys; ++i) stroke(GLFW_KEY_SPACE, ' ');
    typed(window, GLFW_KEY_LEFT_CONTROL, 0, GLFW_PRESS, 0);
    stroke(GLFW_KEY_K, 0, GLFW_MOD_CONTROL);
    typed(window, GLFW_KEY_LEFT_CONTROL, 0, GLFW_RELEASE, GLFW_MOD_CONTROL);
    for (const char letter : {'i', 'n', 'c', 'r'}) stroke(letter - 'a' + 'A', static_cast<unsigned>(letter));
    stroke(GLFW_KEY_ENTER, 0);
  }
  if (shown.draws > 50) shown.finish();
  return true;
}

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

struct idle_measure {
  int draws = 0;
  int updates = 0;
  double used = 0;
  double began = 0;
};

/// Begins anew with each frame; over after so many updates without one.
bool idle(demo& shown, idle_measure& calm, int updates) {
  if (shown.draws != calm.draws) calm = {shown.draws, shown.updates, processor_seconds(), glfwGetTime()};
  if (shown.updates < calm.updates + updates) return false;
  std::printf("idle_s %.1f\nidle_cpu_s %.4f\n", glfwGetTime() - calm.began, processor_seconds() - calm.used);
  shown.finish();
  return false;
}

}  // namespace

int main(int count, char** words) {
  const std::string what = count > 2 ? words[1] : "";
  const char* extent = count > 2 ? words[2] : "";
  demo shown;
  idle_measure calm;
  int drawn_before = 0;
  shown.on_update = [&](demo& running) {
    if (what == "idle") return idle(running, calm, std::atoi(extent));
    if (what == "burst") return burst(running, std::atoi(extent));
    if (what == "resize") {
      if (!resized(running, drawn_before)) return true;
      std::filesystem::copy_file(extent, std::string(extent) + ".kept");
      running.finish();
    } else if (running.draws >= std::atoi(extent)) {
      running.finish();
    }
    return true;
  };
  millrace::viewer::window_options options;
  if (count > 3) options.frame_times = words[3];
  const int code = millrace::viewer::run_in_window(shown, options);
  std::printf("draws %d\nclicks %d\n", shown.draws, shown.clicks);
  return code;
}
