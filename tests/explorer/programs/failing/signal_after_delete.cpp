// finds: race
// The waiter sees the flag, goes on and frees what the other has yet to signal.
#include <condition_variable>
#include <mutex>
#include <thread>

struct appointment {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
};

int main() {
  auto* const shared = new appointment;
  std::thread other([shared] {
    {
      const std::scoped_lock lock(shared->mutex);
      shared->done = true;
    }
    shared->changed.notify_one();
  });
  {
    std::unique_lock lock(shared->mutex);
    shared->changed.wait(lock, [shared] { return shared->done; });
  }
  delete shared;
  other.join();
}
