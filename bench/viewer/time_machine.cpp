// What the viewer's memory of a process costs. "past_MiB" is what a minute of a million events a second
// takes.
#include <random>

#include <benchmark/benchmark.h>

#include "diagnoses/watchdog.h"
#include "model/history.h"
#include "model/random_run.h"

namespace millrace::viewer {
namespace {

constexpr std::size_t per_second = 1'000'000;
constexpr std::size_t a_frame = 16'667;
constexpr std::uint32_t tasks = 1000;

const history& a_minute() {
  static const history past = [] {
    history filled;
    random_run run(tasks, per_second);
    for (std::size_t events = 0; events < 60 * per_second; events += a_frame) filled.add(run.next(a_frame));
    return filled;
  }();
  return past;
}

void seek(benchmark::State& state) {
  const auto& past = a_minute();
  std::mt19937 random(1);
  std::uniform_real_distribution<double> any(past.begin(), past.end());
  for (auto _ : state) benchmark::DoNotOptimize(past.at(any(random)));
  state.counters["past_MiB"] = static_cast<double>(past.bytes()) / (1 << 20);
  state.counters["past_s"] = past.end() - past.begin();
  state.counters["past_events"] = static_cast<double>(past.events());
}
BENCHMARK(seek)->Unit(benchmark::kMillisecond)->Iterations(200);

/// A frame's events, when the past is full: taking them in and letting the oldest go.
void add_a_frame(benchmark::State& state) {
  history past(2);
  random_run run(tasks, per_second);
  for (int i = 0; i < 180; ++i) past.add(run.next(a_frame));
  for (auto _ : state) {
    state.PauseTiming();
    const auto come = run.next(a_frame);
    state.ResumeTiming();
    past.add(come);
  }
}
BENCHMARK(add_a_frame)->Unit(benchmark::kMillisecond)->Iterations(200);

/// All diagnoses look at a process of so many tasks.
void look(benchmark::State& state) {
  random_run run(static_cast<std::uint32_t>(state.range(0)), per_second);
  track seen("many");
  watchdog watching;
  for (int i = 0; i < 10; ++i) seen.add(run.next(100'000));
  for (auto _ : state) {
    state.PauseTiming();
    seen.add(run.next(100'001));
    state.ResumeTiming();
    watching.look(seen);
  }
}
BENCHMARK(look)->Unit(benchmark::kMillisecond)->Arg(100)->Arg(10'000)->Iterations(20);

}  // namespace
}  // namespace millrace::viewer
