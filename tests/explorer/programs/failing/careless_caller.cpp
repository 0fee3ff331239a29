// finds: race
// Two callers of one function, of which one holds the lock.
#include <mutex>
#include <thread>

std::mutex mutex;
int guarded = 0;
int total = 0;

void add(int& to) {
  ++to;
}

void careful() {
  const std::lock_guard lock(mutex);
  add(guarded);
}

void careless() {
  add(total);
}

int main() {
  const auto work = [] {
    careless();
    careful();
  };
  std::thread one(work);
  std::thread other(work);
  one.join();
  other.join();
}
