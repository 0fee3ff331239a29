// finds: assertion
// The usual stress test: many rounds, of which one schedule has to have all.
#include <atomic>
#include <cassert>
#include <thread>
#include <vector>

int main() {
  constexpr int tasks = 4;
  constexpr int rounds = 5'000;
  std::atomic<int> count = 0;
  std::vector<std::thread> all;
  for (int i = 0; i < tasks; ++i)
    all.emplace_back([&] {
      for (int round = 0; round < rounds; ++round) count = count + 1;
    });
  for (auto& each : all) each.join();
  assert(count == tasks * rounds);
}
