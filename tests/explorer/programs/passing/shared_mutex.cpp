#include <cassert>
#include <mutex>
#include <shared_mutex>
#include <thread>

int main() {
  std::shared_mutex mutex;
  int value = 0;
  int other = 0;
  const auto read = [&] {
    const std::shared_lock lock(mutex);
    assert(value == other);
  };
  std::thread a(read);
  std::thread b(read);
  {
    const std::unique_lock lock(mutex);
    ++value;
    ++other;
  }
  a.join();
  b.join();
}
