// finds: assertion
#include <atomic>
#include <cassert>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;
std::atomic<int> results = 0;

int main() {
  std::thread worker([] {
    std::this_thread::sleep_for(5ms);
    results = 3;
  });
  std::this_thread::sleep_for(50ms);
  const int seen = results;
  worker.join();
  assert(seen == 3);
}
