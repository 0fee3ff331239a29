// opposite_locks: two threads take the same two locks in opposite orders, and meet.
#include <atomic>
#include <mutex>
#include <thread>

namespace {

std::mutex accounts;
std::mutex journal;
std::atomic<int> holding{0};

void meet() {
  ++holding;
  while (holding < 2) std::this_thread::yield();
}

void transfer() {
  const std::lock_guard first(accounts);
  meet();
  const std::lock_guard second(journal);  // transfer waits
}

void audit() {
  const std::lock_guard first(journal);
  meet();
  const std::lock_guard second(accounts);  // audit waits
}

}  // namespace

int main() {
  std::thread one(transfer);
  std::thread other(audit);
  one.join();
  other.join();
}
