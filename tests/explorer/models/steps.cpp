// steps TASKS STEPS shared|own: that many tasks that take that many steps each, on one atomic or on their
// own.
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

constexpr int most = 8;
struct alignas(64) counter {
  std::atomic<int> value = 0;
};
counter counters[most];

int main(int argc, char** argv) {
  if (argc != 4) return 1;
  const int task_count = std::atoi(argv[1]);
  const int steps = std::atoi(argv[2]);
  const bool shared = std::strcmp(argv[3], "shared") == 0;
  std::vector<std::thread> tasks;
  for (int i = 0; i < task_count; ++i) {
    auto& mine = counters[shared ? 0 : i].value;
    tasks.emplace_back([&mine, steps] {
      for (int n = 0; n < steps; ++n) mine.fetch_add(1);
    });
  }
  for (auto& each : tasks) each.join();
}
