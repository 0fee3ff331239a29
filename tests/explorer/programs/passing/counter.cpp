#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

std::mutex mutex;
int counter = 0;

int main() {
  std::vector<std::thread> tasks;
  for (int i = 0; i < 3; ++i) {
    tasks.emplace_back([] {
      for (int n = 0; n < 2; ++n) {
        const std::lock_guard lock(mutex);
        ++counter;
      }
    });
  }
  for (auto& each : tasks) each.join();
  assert(counter == 6);
}
