#include "lanes.h"

#include <algorithm>
#include <latch>
#include <thread>

namespace millrace::bench {

span run_together(const std::vector<std::function<void()>>& lanes) {
  using clock = std::chrono::steady_clock;
  std::latch all_there(static_cast<std::ptrdiff_t>(lanes.size()) + 1);
  std::vector<clock::time_point> ends(lanes.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    threads.emplace_back([&, i] {
      all_there.arrive_and_wait();
      lanes[i]();
      ends[i] = clock::now();
    });
  }
  const auto start = clock::now();
  all_there.arrive_and_wait();
  for (auto& thread : threads) thread.join();
  return *std::ranges::max_element(ends) - start;
}

}  // namespace millrace::bench
