// What orders the two is not what the compiler announces, and the program says so, as it would to ThreadSanitizer.
#include <atomic>
#include <cassert>
#include <thread>

extern "C" void __tsan_acquire(void* object);
extern "C" void __tsan_release(void* object);
extern "C" void __tsan_mutex_post_lock(void* mutex, unsigned flags, int recursion);
extern "C" int __tsan_mutex_pre_unlock(void* mutex, unsigned flags);

std::atomic<bool> ready = false;
std::atomic<bool> locked = false;
int data = 0;
int sum = 0;

void add() {
  while (locked.exchange(true, std::memory_order_relaxed)) std::this_thread::yield();
  __tsan_mutex_post_lock(&locked, 0, 1);
  ++sum;
  __tsan_mutex_pre_unlock(&locked, 0);
  locked.store(false, std::memory_order_relaxed);
}

int main() {
  std::thread other([] {
    data = 1;
    __tsan_release(&ready);
    ready.store(true, std::memory_order_relaxed);
    add();
  });
  while (!ready.load(std::memory_order_relaxed)) std::this_thread::yield();
  __tsan_acquire(&ready);
  assert(data == 1);
  add();
  other.join();
  assert(sum == 2);
}
