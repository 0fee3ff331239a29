// finds: assertion
// Each step is under the lock, so no race detector minds; but not both steps together.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int stock = 1;
int sold = 0;

void buy() {
  bool there = false;
  {
    const std::lock_guard lock(mutex);
    there = stock > 0;
  }
  if (!there) return;
  const std::lock_guard lock(mutex);
  --stock;
  ++sold;
}

int main() {
  std::thread a(buy);
  std::thread b(buy);
  a.join();
  b.join();
  assert(sold == 1);
}
