// finds: deadlock
// The notification comes through a promise that is never kept when the other is first.
#include <atomic>
#include <future>
#include <thread>

std::atomic<bool> closed = false;

int main() {
  std::promise<int> promise;
  auto answer = promise.get_future();
  std::thread server([&] {
    if (!closed.exchange(true)) promise.set_value(1);
  });
  closed.exchange(true);
  answer.wait();
  server.join();
}
