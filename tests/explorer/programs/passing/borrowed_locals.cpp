// Locals of one task that others work on while it waits for them, also from a frame deeper than where it
// began.
#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

int sum_of(int depth) {
  std::mutex mutex;
  int sum = 0;
  std::vector<std::thread> tasks;
  for (int i = 0; i < 2; ++i)
    tasks.emplace_back([&] {
      const std::scoped_lock lock(mutex);
      sum += depth;
    });
  const int below = depth > 1 ? sum_of(depth - 1) : 0;
  for (auto& each : tasks) each.join();
  return sum + below;
}

int main() {
  assert(sum_of(2) == 6);
}
