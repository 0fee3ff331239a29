// Main waits for its first task before it starts the others.
#include <atomic>
#include <thread>

std::atomic<bool> up = false;

int main() {
  std::thread first([] { up = true; });
  while (!up) std::this_thread::yield();
  std::thread second([] {});
  std::thread third([] {});
  first.join();
  second.join();
  third.join();
}
