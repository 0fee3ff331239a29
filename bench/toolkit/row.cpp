#include "row.h"

#include <algorithm>

#include <benchmark/benchmark.h>

namespace millrace::bench {
namespace {

constexpr span measured_time{0.15};

std::int64_t items_that_fill(span wanted, const row_body& body) {
  constexpr span long_enough{0.01};
  std::int64_t items = 64;
  span took = body(items);
  while (took < long_enough) {
    items *= 4;
    took = body(items);
  }
  return std::max<std::int64_t>(items / 4,
                                static_cast<std::int64_t>(static_cast<double>(items) * (wanted / took)));
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

}  // namespace millrace::bench
