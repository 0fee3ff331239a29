// finds: livelock
#include <atomic>
#include <thread>

std::atomic<int> owner = 0;

// The second to come waits for a task that has ended.
int main() {
  std::thread first([] {
    int nobody = 0;
    if (!owner.compare_exchange_strong(nobody, 1)) return;
  });
  while (owner.load() == 1) std::this_thread::yield();
  first.join();
  while (owner.load() == 1) std::this_thread::yield();
}
