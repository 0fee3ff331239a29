#include <atomic>
#include <cassert>
#include <thread>

std::atomic_flag busy = ATOMIC_FLAG_INIT;
int guarded = 0;

void add() {
  while (busy.test_and_set(std::memory_order_acquire)) {
  }
  ++guarded;
  busy.clear(std::memory_order_release);
}

int main() {
  std::thread a(add);
  std::thread b(add);
  std::thread c(add);
  a.join();
  b.join();
  c.join();
  assert(guarded == 3);
}
