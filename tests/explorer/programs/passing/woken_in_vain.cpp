// A wait with an end that is woken again and again without need looks at the clock each time: it is over in
// time all the same, however often another sleeps.
#include <cassert>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;
using std::chrono::steady_clock;

int main() {
  std::mutex mutex;
  std::condition_variable never;
  std::thread sleeper([] {
    for (int i = 0; i < 20; ++i) std::this_thread::sleep_for(2s);
  });
  const auto end = steady_clock::now() + 5s;
  {
    std::unique_lock lock(mutex);
    never.wait_until(lock, end, [] { return false; });
  }
  assert(steady_clock::now() < end + 4s);
  sleeper.join();
}
