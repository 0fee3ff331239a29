// What the C++ library remembers from run to run (a key for actions at a thread's end) works in each.
#include <cassert>
#include <future>
#include <thread>

int main() {
  std::promise<int> promise;
  auto answer = promise.get_future();
  std::thread task([&] { promise.set_value_at_thread_exit(7); });
  assert(answer.get() == 7);
  task.join();
}
