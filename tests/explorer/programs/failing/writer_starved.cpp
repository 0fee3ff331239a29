// finds: starvation
// Readers who overlap never let a shared_mutex be free, and what they read is never renewed.
#include <mutex>
#include <shared_mutex>
#include <thread>

std::shared_mutex lock;
bool renewed = false;

void read_until_renewed() {
  for (bool seen = false; !seen;) {
    const std::shared_lock hold(lock);
    seen = renewed;
  }
}

int main() {
  std::thread one(read_until_renewed);
  std::thread other(read_until_renewed);
  {
    const std::unique_lock hold(lock);
    renewed = true;
  }
  one.join();
  other.join();
}
