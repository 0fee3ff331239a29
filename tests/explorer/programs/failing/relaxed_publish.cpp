// finds: race
// Values are sequentially consistent here, so the assertion holds; but nothing orders the two accesses.
#include <atomic>
#include <cassert>
#include <thread>

int payload = 0;
std::atomic<bool> published = false;

int main() {
  std::thread reader([] {
    if (published.load(std::memory_order_relaxed)) assert(payload == 42);
  });
  payload = 42;
  published.store(true, std::memory_order_relaxed);
  reader.join();
}
