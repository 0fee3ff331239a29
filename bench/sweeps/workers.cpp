// How many workers a pool needs: for jobs that compute as many as there are processors, for jobs that wait
// far more.
#include <chrono>
#include <string>
#include <thread>

#include <benchmark/benchmark.h>

#include <millrace/toolkit/worker_pool.h>

#include "row.h"

namespace millrace::bench {
namespace {

using namespace std::chrono_literals;

// Counted and not timed: what is timed would be done by sixteen workers at once, on any machine.
void compute() {
  unsigned long value = 1;
  for (int step = 0; step < 20'000; ++step) {
    value = value * 6364136223846793005ul + 1442695040888963407ul;
    benchmark::DoNotOptimize(value);
  }
}

void wait_for_an_upstream() {
  std::this_thread::sleep_for(1ms);
}

void add_rows(const std::string& kind, void (*job)()) {
  for (const long workers : {1, 2, 4, 8, 16, 32}) {
    add_row("workers/workers:" + std::to_string(workers) + '/' + kind, [=](std::int64_t items) {
      worker_pool pool({.workers = workers, .queue = 64});
      const auto start = std::chrono::steady_clock::now();
      for (std::int64_t i = 0; i < items; ++i) pool.submit(job);
      pool.drain();
      return span(std::chrono::steady_clock::now() - start);
    });
  }
}

const bool added = [] {
  add_rows("cpu_bound", compute);
  add_rows("io_bound", wait_for_an_upstream);
  return true;
}();

}  // namespace
}  // namespace millrace::bench
