// The viewer on a process of ten thousand tasks: how soon there is a right first picture, what a frame costs,
// and how long what is shown lags behind the truth. Drawn without a window, up to the lists that a graphics
// card would get.
#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>

#include "connection/course.h"
#include "connection/live_process.h"
#include "connection/player.h"
#include "model/session.h"
#include "panels/main_view.h"
#include "window/headless.h"

namespace millrace::viewer {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr std::size_t tasks = 10'000;

double milliseconds_since(clock::time_point then) {
  return std::chrono::duration<double, std::milli>(clock::now() - then).count();
}

/// What this thread has worked: without the time in which the crowd had its processor.
double worked_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double percentile(std::vector<double>& values, std::size_t percent) {
  std::ranges::sort(values);
  return values[values.size() * percent / 100];
}

/// A crowd that publishes, started when it is first needed, and the process that it is.
pid_t the_crowd() {
  static player crowd({CROWD, std::to_string(tasks)});
  static const pid_t process = [] {
    while (crowd.lines().empty()) std::this_thread::sleep_for(1ms);
    return probe::publishing_processes().front();
  }();
  return process;
}

void keep_pace(pid_t process, std::int64_t events_per_second) {
  probe::reader watching(process);
  watching.wish(0, events_per_second);
  while (watching.look().knobs.at(0).value != events_per_second) std::this_thread::sleep_for(100us);
}

/// The whole program, but for its window.
struct viewer_of_crowd {
  explicit viewer_of_crowd(pid_t process) : view(watched, lessons) {
    watched.watch(std::make_unique<live_process>(process));
  }

  session watched;
  course lessons{std::string()};
  main_view view;
};

std::size_t tasks_shown(const session& watched) {
  return watched.tracks().front()->seen.now().state().tasks.size();
}

void first_picture(benchmark::State& state) {
  keep_pace(the_crowd(), 1'000'000);
  double worst = 0;
  for (auto _ : state) {
    const auto began = clock::now();
    viewer_of_crowd viewer(the_crowd());
    headless_driver screen(viewer.view);
    screen.frames();
    worst = std::max(worst, milliseconds_since(began));
    if (tasks_shown(viewer.watched) != tasks)
      state.SkipWithError("the first picture does not show every task");
  }
  state.counters["worst_ms"] = worst;
}
BENCHMARK(first_picture)->Unit(benchmark::kMillisecond)->Iterations(20)->UseRealTime();

/// Frames sixty times a second while a million events a second come in: a fifth of the tasks have rings.
void frame(benchmark::State& state, const char* panel) {
  keep_pace(the_crowd(), 5'000'000);
  viewer_of_crowd viewer(the_crowd());
  viewer.view.show(panel);
  headless_driver screen(viewer.view);
  std::vector<double> took;
  std::vector<double> worked;
  auto next = clock::now();
  const auto before = viewer.watched.tracks().front()->seen.past().events();
  const auto began = clock::now();
  for (auto _ : state) {
    std::this_thread::sleep_until(next += 16'667us);
    next = std::max(next, clock::now() - 100ms);
    const auto start = clock::now();
    const auto worked_before = worked_milliseconds();
    screen.frames();
    worked.push_back(worked_milliseconds() - worked_before);
    took.push_back(milliseconds_since(start));
    state.SetIterationTime(took.back() / 1e3);
  }
  const auto events = viewer.watched.tracks().front()->seen.past().events() - before;
  state.counters["events/s"] = static_cast<double>(events) / milliseconds_since(began) * 1e3;
  state.counters["p50_ms"] = percentile(took, 50);
  state.counters["p99_ms"] = percentile(took, 99);
  state.counters["worst_ms"] = took.back();
  state.counters["vertices"] = ImGui::GetDrawData()->TotalVtxCount;
  state.counters["worked_p50_ms"] = percentile(worked, 50);
  state.counters["worked_p99_ms"] = percentile(worked, 99);
}
BENCHMARK_CAPTURE(frame, flow, "Flow")->Iterations(600)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(frame, tasks, "Tasks")->Iterations(600)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(frame, waits, "Waits")->Iterations(600)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(frame, timeline, "Timeline")
    ->Iterations(600)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(frame, charts, "Charts")->Iterations(600)->UseManualTime()->Unit(benchmark::kMillisecond);

bool shows_truth(const session& watched, const probe::snapshot& truth) {
  const auto& shown = watched.tracks().front()->seen.now().state().tasks;
  return std::ranges::equal(shown, truth.tasks, [](const auto& a, const auto& b) {
    return a.slot == b.slot && a.blocked == b.blocked && a.resource == b.resource;
  });
}

/// Five million events a second stop all at once: how soon does every task stand as it really does?
void lag_behind_truth(benchmark::State& state) {
  probe::reader truth(the_crowd());
  viewer_of_crowd viewer(the_crowd());
  double worst = 0;
  for (auto _ : state) {
    keep_pace(the_crowd(), 5'000'000);
    for (int i = 0; i < 30; ++i) {
      std::this_thread::sleep_for(16ms);
      viewer.watched.update(0.016);
    }
    truth.wish(0, 0);
    while (truth.look().knobs.at(0).value != 0) viewer.watched.update(0.001);
    const auto stopped = clock::now();
    const auto final = truth.look();
    while (!shows_truth(viewer.watched, final)) {
      std::this_thread::sleep_for(8ms);
      viewer.watched.update(0.008);
      if (milliseconds_since(stopped) > 2000) {
        state.SkipWithError("what is shown never became the truth");
        return;
      }
    }
    const auto took = milliseconds_since(stopped);
    state.SetIterationTime(took / 1e3);
    worst = std::max(worst, took);
  }
  state.counters["worst_ms"] = worst;
}
BENCHMARK(lag_behind_truth)->Iterations(20)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace millrace::viewer
