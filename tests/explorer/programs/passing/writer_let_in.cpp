// (some schedules are cut) Readers go through a gate that a waiting writer holds, so that the lock gets free.
#include <mutex>
#include <shared_mutex>
#include <thread>

std::mutex gate;
std::shared_mutex lock;
bool renewed = false;

void read_until_renewed() {
  for (bool seen = false; !seen; std::this_thread::yield()) {
    { const std::lock_guard through(gate); }
    const std::shared_lock hold(lock);
    seen = renewed;
  }
}

int main() {
  std::thread one(read_until_renewed);
  std::thread other(read_until_renewed);
  {
    const std::lock_guard closed(gate);
    const std::unique_lock hold(lock);
    renewed = true;
  }
  one.join();
  other.join();
}
