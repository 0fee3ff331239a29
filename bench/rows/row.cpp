#include "row.h"

#include <algorithm>

#include <benchmark/benchmark.h>

namespace millrace::bench {
namespace {

constexpr span measured_time{0.15};

// Counted by what was measured last, never from a few items: on a busy machine these take as long as a thread
// needs to start.
std::int64_t items_that_fill(span wanted, const row_body& body) {
  std::int64_t items = 64;
  span took = body(items);
  while (took < wanted / 2) {
    const double missing = std::min(wanted / took, 8.0);
    items = static_cast<std::int64_t>(static_cast<double>(items) * missing) + 1;
    took = body(items);
  }
  return items;
}

}  // namespace

void add_row(const std::string& name, row_body body) {
  const auto run = [body = std::move(body)](benchmark::State& state) {
    const auto items = items_that_fill(measured_time, body);
    while (state.KeepRunningBatch(items)) state.SetIterationTime(body(items).count());
    state.SetItemsProcessed(items);
  };
  benchmark::RegisterBenchmark(name.c_str(), run)->Iterations(1)->UseManualTime()->MeasureProcessCPUTime();
}

void add_figures(const std::string& name, std::function<figures()> measure) {
  const auto run = [measure = std::move(measure)](benchmark::State& state) {
    for ([[maybe_unused]] auto once : state) {
      const auto seen = measure();
      state.SetIterationTime(seen.time.count());
      for (const auto& [counter, value] : seen.counters) state.counters[counter] = value;
    }
  };
  benchmark::RegisterBenchmark(name.c_str(), run)->Iterations(1)->UseManualTime()->MeasureProcessCPUTime();
}

}  // namespace millrace::bench
