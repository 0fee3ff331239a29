// Loops that sleep and yield many times while nobody changes anything, and end nevertheless.
#include <chrono>
#include <pthread.h>
#include <sched.h>
#include <thread>
#include <unistd.h>

int main() {
  using namespace std::chrono_literals;
  for (int i = 0; i < 2'500; ++i) usleep(1000);
  for (int i = 0; i < 2'500; ++i) sched_yield();
  const auto end = std::chrono::steady_clock::now() + 2s;
  while (std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(1ms);
}
