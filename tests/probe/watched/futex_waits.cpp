// futex_waits: one thread for each of C++20's ways to wait that calls no pthread function; each waits for
// ever.
#include <atomic>
#include <barrier>
#include <future>
#include <latch>
#include <pthread.h>
#include <semaphore>
#include <thread>

namespace {

std::atomic<int> never(0);
std::latch closed(1);
std::barrier<> lonely(2);
std::counting_semaphore<> none(0);
std::promise<int> unkept;

template <class Wait>
void start(const char* name, Wait wait) {
  std::thread thread(wait);
  pthread_setname_np(thread.native_handle(), name);
  thread.detach();
}

}  // namespace

int main() {
  start("atomic", [] { never.wait(0); });
  start("latch", [] { closed.wait(); });
  start("barrier", [] { lonely.arrive_and_wait(); });
  start("semaphore", [] { none.acquire(); });
  unkept.get_future().wait();
}
