#include <atomic>
#include <cassert>
#include <thread>

int payload = 0;
std::atomic<bool> published = false;
int fenced = 0;
std::atomic<bool> flag = false;

int main() {
  std::thread reader([] {
    while (!published.load(std::memory_order_acquire)) {
    }
    assert(payload == 42);
    while (!flag.load(std::memory_order_relaxed)) std::this_thread::yield();
    std::atomic_thread_fence(std::memory_order_acquire);
    assert(fenced == 7);
  });
  payload = 42;
  published.store(true, std::memory_order_release);
  fenced = 7;
  std::atomic_thread_fence(std::memory_order_release);
  flag.store(true, std::memory_order_relaxed);
  reader.join();
}
