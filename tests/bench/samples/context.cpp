// In the manner of Kokkos's performance tests: facts about the library in the context, a label, manual time,
// and a figure of merit whose name has a colon, a blank and a slash.
#include <chrono>
#include <vector>

#include <benchmark/benchmark.h>

static void copy(benchmark::State& state) {
  const std::vector<double> from(static_cast<std::size_t>(state.range(0)), 1.0);
  std::vector<double> to(from.size());
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    to = from;
    benchmark::DoNotOptimize(to.data());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    state.SetIterationTime(took.count());
    const double moved = 2e-9 * static_cast<double>(from.size() * sizeof(double));
    state.counters["FOM: GB/s"] = benchmark::Counter(moved, benchmark::Counter::kIsIterationInvariantRate);
  }
  state.SetLabel("serial");
}
BENCHMARK(copy)->ArgName("N")->Arg(1 << 12)->Arg(1 << 15)->UseManualTime()->Unit(benchmark::kMillisecond);

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  benchmark::AddCustomContext("SAMPLE_ENABLE_SERIAL", "yes");
  benchmark::AddCustomContext("Sample Version", "4.0.1");
  benchmark::AddCustomContext("Vector width", "\"4\", of 8");
  benchmark::RunSpecifiedBenchmarks();
}
