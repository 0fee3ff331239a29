// Much work between two scheduling points is no endless loop.
#include <cassert>
#include <thread>
#include <vector>

int main() {
  std::vector<int> sums(2);
  const auto add = [&](int which) {
    std::vector<int> numbers(1000, 1);
    for (int round = 0; round < 100; ++round) {
      for (const int each : numbers) sums[static_cast<std::size_t>(which)] += each;
    }
  };
  std::thread a(add, 0);
  std::thread b(add, 1);
  a.join();
  b.join();
  assert(sums[0] == 100'000 && sums[1] == 100'000);
}
