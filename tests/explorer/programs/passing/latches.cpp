#include <atomic>
#include <barrier>
#include <cassert>
#include <latch>
#include <thread>

int main() {
  std::latch ready(2);
  std::barrier meeting(2);
  std::atomic<int> inside = 0;
  int rounds[2] = {0, 0};
  const auto work = [&](int me) {
    ready.arrive_and_wait();
    inside.fetch_add(1);
    rounds[me] = 1;
    meeting.arrive_and_wait();
    assert(rounds[1 - me] == 1 && inside == 2);
  };
  std::jthread a(work, 0);
  std::jthread b(work, 1);
}
