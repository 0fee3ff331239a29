// finds: deadlock
// One condition variable for both sides of a queue, and notify_one: it may wake a producer who has no use for it. No
// wake-up is lost.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
int items = 0;

void put() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [] { return items == 0; });
  ++items;
  changed.notify_one();
}

void take() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [] { return items == 1; });
  --items;
  changed.notify_one();
}

int main() {
  std::thread all[] = {std::thread(put), std::thread(put), std::thread(take), std::thread(take)};
  for (auto& each : all) each.join();
}
