// The demo in a real window, driven from inside; prints what happened, for real_window_test.
//   window_demo resize SCREEN    draws, is resized, copies the X server's screen to SCREEN.kept, is over
//   window_demo idle SECONDS     draws, then has nothing new for so long
//   window_demo busy FRAMES      has something new each time
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

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

struct idle_measure {
  int settled_draws = 0;
  double used = 0;
  double since = 0;
};

bool idle(demo& shown, idle_measure& begun, double patience) {
  const double now = glfwGetTime();
  if (begun.since == 0 && now > 1) begun = {shown.draws, processor_seconds(), now};
  if (begun.since > 0 && now > begun.since + patience) {
    std::printf("idle_draws %d\nidle_cpu_s %.4f\nidle_updates %d\n", shown.draws - begun.settled_draws,
                processor_seconds() - begun.used, shown.updates);
    shown.finish();
  }
  return false;
}

}  // namespace

int main(int count, char** words) {
  const std::string what = count > 2 ? words[1] : "";
  const char* extent = count > 2 ? words[2] : "";
  demo shown;
  idle_measure begun;
  int drawn_before = 0;
  shown.on_update = [&](demo& running) {
    if (what == "idle") return idle(running, begun, std::atof(extent));
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
