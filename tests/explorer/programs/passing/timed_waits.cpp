#include <cassert>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

int main() {
  std::timed_mutex timed;
  std::mutex mutex;
  std::condition_variable never_notified;
  const auto began = std::chrono::steady_clock::now();
  std::thread holder([&] {
    const std::lock_guard lock(timed);
    std::this_thread::sleep_for(10ms);
  });
  {
    std::unique_lock lock(mutex);
    assert(!never_notified.wait_for(lock, 30s, [] { return false; }));
  }
  assert(std::chrono::steady_clock::now() - began >= 30s);
  if (timed.try_lock_for(1s)) timed.unlock();
  holder.join();
}
