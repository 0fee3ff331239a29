// millrace-viewer: what is watched, in a window or as a picture.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <thread>

#include <CLI/CLI.hpp>

#include "compare/compare_view.h"
#include "connection/lab_run.h"
#include "connection/live_process.h"
#include "connection/replay.h"
#include "options.h"
#include "panels/main_view.h"
#include "reading/read_results.h"
#include "window/glfw_window.h"
#include "window/headless.h"
#include "window/picture.h"

namespace millrace::viewer {
namespace {

constexpr int could_not_run = 2;

/// Set by a signal: the window closes, and what it has started and written goes with it.
volatile std::sig_atomic_t told_to_end = 0;

/// A folder for the scenarios' evidence, gone at the end.
class scratch_folder {
 public:
  scratch_folder() {
    std::string name = std::filesystem::temp_directory_path() / "millrace-view-XXXXXX";
    if (!mkdtemp(name.data()))
      throw std::system_error(errno, std::generic_category(), "cannot make a folder in /tmp");
    path_ = name;
  }
  ~scratch_folder() {
    std::error_code left;
    std::filesystem::remove_all(path_, left);
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  std::string in(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

void watch_lab(session& into, const options& how, const scratch_folder& scratch) {
  const auto together = std::make_shared<round_gate>();
  for (const auto& each : how.candidates) {
    const auto equals = each.find('=');
    if (equals == std::string::npos) throw std::runtime_error("--candidate " + each + ": not NAME=PROGRAM");
    const auto name = each.substr(0, equals);
    lab_description described{how.lab + ", " + name,
                              {how.scenario, "--live", "--lab", how.lab_file, "--name", name, "--candidate",
                               each.substr(equals + 1), "--evidence", scratch.in(name)},
                              how.knobs};
    into.watch(std::make_unique<lab_run>(std::move(described), together));
  }
}

/// A picture of a moment: of a recording's that is `--at` after its beginning, else in real time from now.
int take_picture(main_view& view, session& watched, const options& how) {
  const auto& look = wanted_appearance();
  headless_driver screen(view, {how.width, how.height, look});
  using clock = std::chrono::steady_clock;
  const auto begin = clock::now();
  const auto passed = [&] { return std::chrono::duration<double>(clock::now() - begin).count(); };
  while (how.replay.empty() && passed() < how.at && !view.over()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(15));
    view.update(passed());
  }
  if (!how.replay.empty()) {
    while (view.update(passed())) {
    }
    watched.when().pause();
    watched.when().seek(watched.begin() + how.at);
  }
  screen.frames(3);
  write_png(screen.pixels(), how.screenshot);
  return 0;
}

void end_on_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, [](int) { told_to_end = 1; });
}

int run_comparison(const options& how) {
  std::vector<compare::results> candidates;
  for (const auto& file : how.compare) candidates.push_back(compare::read_results(file));
  compare::tell_apart(candidates, how.compare);
  compare_view view(std::move(candidates), how.metric);
  end_on_signals();
  view.ends_when = [] { return told_to_end != 0; };
  if (how.screenshot.empty())
    return run_in_window(view, {"Millrace", how.width, how.height, how.frame_times});
  headless_driver screen(view, {how.width, how.height, wanted_appearance()});
  screen.frames(3);
  write_png(screen.pixels(), how.screenshot);
  return 0;
}

int run(const options& how) {
  wanted_appearance() = {how.light ? brightness::light : brightness::dark, how.scale};
  if (!how.compare.empty()) return run_comparison(how);
  const scratch_folder scratch;
  session watched;
  if (how.attach > 0) watched.watch(std::make_unique<live_process>(how.attach));
  if (!how.replay.empty()) watched.watch(std::make_unique<replay>(how.replay));
  if (!how.candidates.empty()) watch_lab(watched, how, scratch);
  course lessons(how.course);
  main_view view(watched, lessons);
  view.bound_tasks(how.most_tasks);
  end_on_signals();
  view.ends_when = [] { return told_to_end != 0; };
  view.on_lab = [&](const std::vector<std::string>& words) {
    const auto lab = read_options(words);
    watched.clear();
    watch_lab(watched, lab, scratch);
    view.bound_tasks(lab.most_tasks);
  };
  if (!how.panel.empty() && !view.show(how.panel))
    throw std::runtime_error("there is no panel '" + how.panel +
                             "'; there are flow, tasks, waits, timeline, charts, course");
  if (!how.screenshot.empty()) return take_picture(view, watched, how);
  return run_in_window(view, {"Millrace", how.width, how.height, how.frame_times});
}

}  // namespace
}  // namespace millrace::viewer

int main(int argc, char** argv) {
  using namespace millrace::viewer;
  try {
    return run(read_options(argc, argv));
  } catch (const CLI::CallForHelp&) {
    std::fputs(help().c_str(), stdout);
    return 0;
  } catch (const CLI::ParseError& error) {
    return CLI::App().exit(error) == 0 ? 0 : could_not_run;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "millrace view: %s\n", error.what());
    return could_not_run;
  }
}
