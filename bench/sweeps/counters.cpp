// A counter for each thread: side by side on one cache line, or each on a line of its own. Nothing is shared
// but the line.
#include <array>
#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "lanes.h"

namespace millrace::bench {
namespace {

constexpr int most_threads = 4;

struct packed {
  std::atomic<long> count{0};
};
struct alignas(64) padded {
  std::atomic<long> count{0};
};

template <class Counter>
span count(std::int64_t items, int threads) {
  alignas(64) std::array<Counter, most_threads> counters;
  std::vector<std::function<void()>> lanes;
  for (int lane = 0; lane < threads; ++lane) {
    lanes.emplace_back([&mine = counters[static_cast<std::size_t>(lane)].count, each = items / threads] {
      for (std::int64_t n = 0; n < each; ++n) mine.fetch_add(1, std::memory_order_relaxed);
    });
  }
  return run_together(lanes);
}

template <class Counter>
void add_rows(const std::string& layout) {
  for (int threads = 1; threads <= most_threads; ++threads) {
    add_row("counters/threads:" + std::to_string(threads) + '/' + layout,
            [=](std::int64_t items) { return count<Counter>(items, threads); });
  }
}

const bool added = [] {
  add_rows<packed>("packed");
  add_rows<padded>("padded");
  return true;
}();

}  // namespace
}  // namespace millrace::bench
