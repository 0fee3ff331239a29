// forking: its child says its process id and waits; so does it. Both have threads.
#include <cstdio>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace {

std::mutex mutex;

void work() {
  for (int i = 0; i < 100; ++i) const std::lock_guard guard(mutex);
}

}  // namespace

int main() {
  std::thread(work).join();
  const pid_t child = fork();
  std::thread(work).join();
  if (child > 0) std::printf("%d\n", static_cast<int>(child));
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
}
