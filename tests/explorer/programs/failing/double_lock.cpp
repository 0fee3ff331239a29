// finds: deadlock
#include <mutex>

std::mutex mutex;

void inner() {
  const std::lock_guard lock(mutex);
}

int main() {
  const std::lock_guard lock(mutex);
  inner();
}
