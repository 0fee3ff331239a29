// contended: two threads want one lock, which each holds for a millisecond, until standard input ends.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <pthread.h>
#include <thread>

namespace {

std::mutex table;
std::atomic<bool> over{false};

void work(const char* name) {
  pthread_setname_np(pthread_self(), name);
  while (!over) {
    const std::lock_guard guard(table);  // contended
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace

int main() {
  std::thread one(work, "left");
  std::thread other(work, "right");
  while (std::getchar() != EOF) {
  }
  over = true;
  one.join();
  other.join();
}
