#include <cassert>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable_any wake;
  bool stopped = false;
  {
    std::jthread worker([&](const std::stop_token& stop) {
      std::unique_lock lock(mutex);
      wake.wait(lock, stop, [] { return false; });
      stopped = true;
    });
    worker.request_stop();
  }
  assert(stopped);
}
