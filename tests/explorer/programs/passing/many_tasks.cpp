// More tasks in one run than may be alive at once.
#include <atomic>
#include <cassert>
#include <thread>

int main() {
  std::atomic<int> done = 0;
  for (int i = 0; i < 200; ++i) std::thread([&] { ++done; }).join();
  assert(done == 200);
}
