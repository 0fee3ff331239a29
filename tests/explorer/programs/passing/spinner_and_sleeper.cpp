// A loop that looks like waiting ends by itself, before anybody's time is over.
#include <cassert>
#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <thread>

int main() {
  using namespace std::chrono_literals;
  std::shared_timed_mutex mutex;
  bool in_time = false;
  mutex.lock_shared();
  std::thread writer([&] {
    in_time = mutex.try_lock_for(3s);
    if (in_time) mutex.unlock();
  });
  for (int i = 0; i < 5; ++i) {
    mutex.lock_shared();
    mutex.unlock_shared();
  }
  mutex.unlock_shared();
  writer.join();
  assert(in_time);
}
