// What a schedule, a scheduling point and a plain access cost under the explorer. Each figure is of one
// exploration in a process of its own; the time is what the runtime itself has measured, without its start
// and its report.
#include <array>
#include <cstdio>
#include <string>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

namespace {

struct measured {
  double schedules = 0;
  double steps = 0;
  double seconds = 0;
};

measured explore(const std::string& program, const std::string& options) {
  const auto command = "MILLRACE_EXPLORE='" + options + "' " PROGRAMS "/" + program;
  FILE* pipe = popen(command.c_str(), "r");
  std::string output;
  std::array<char, 4096> bytes{};
  while (const auto count = std::fread(bytes.data(), 1, bytes.size(), pipe))
    output.append(bytes.data(), count);
  pclose(pipe);
  const auto result = nlohmann::json::parse(output);
  return {result.at("schedules").get<double>(), result.at("steps").get<double>(),
          result.at("nanoseconds").get<double>() / 1e9};
}

void run(benchmark::State& state, const char* program, const char* search, const char* schedules,
         double per_schedule) {
  measured all;
  for (auto _ : state) {
    const auto one =
        explore(program, std::string("budget_ms=0 search=") + search + " schedules=" + schedules);
    state.SetIterationTime(one.seconds);
    all.schedules += one.schedules;
    all.steps += one.steps;
    all.seconds += one.seconds;
  }
  state.counters["schedules/s"] = all.schedules / all.seconds;
  state.counters["points/schedule"] = all.steps / all.schedules;
  state.counters["ns/point"] = all.seconds * 1e9 / all.steps;
  if (per_schedule > 0) state.counters["ns/access"] = all.seconds * 1e9 / all.schedules / per_schedule;
}

BENCHMARK_CAPTURE(run, two_tasks / random, "two_tasks", "random", "1000000", 0)
    ->UseManualTime()
    ->Iterations(1);
BENCHMARK_CAPTURE(run, lab_sized / random, "lab_sized", "random", "50000", 0)->UseManualTime()->Iterations(1);
BENCHMARK_CAPTURE(run, lab_sized / pct, "lab_sized", "pct", "50000", 0)->UseManualTime()->Iterations(1);
BENCHMARK_CAPTURE(run, lab_sized / pos, "lab_sized", "pos", "50000", 0)->UseManualTime()->Iterations(1);
BENCHMARK_CAPTURE(run, lab_sized_O1 / random, "lab_sized_O1", "random", "50000", 0)
    ->UseManualTime()
    ->Iterations(1);
BENCHMARK_CAPTURE(run, lab_sized_O1 / pct, "lab_sized_O1", "pct", "50000", 0)->UseManualTime()->Iterations(1);
BENCHMARK_CAPTURE(run, lab_sized_O1 / pos, "lab_sized_O1", "pos", "50000", 0)->UseManualTime()->Iterations(1);
BENCHMARK_CAPTURE(run, points / random, "points", "random", "300", 0)->UseManualTime()->Iterations(1);
BENCHMARK_CAPTURE(run, plain_accesses, "plain_accesses", "random", "100", 1'000'000)
    ->UseManualTime()
    ->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
