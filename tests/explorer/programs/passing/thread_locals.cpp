#include <cassert>
#include <cerrno>
#include <string>
#include <thread>

thread_local int mine = 5;
int destroyed = 0;  // each task joins before it is read

struct counted {
  ~counted() { ++*into; }
  int* into = nullptr;
};
thread_local counted last;

int main() {
  int ended[2] = {0, 0};
  const auto work = [&](int me) {
    assert(mine == 5);
    mine += me;
    last.into = &ended[me];
    errno = me;
    std::this_thread::yield();
    assert(mine == 5 + me);
    assert(errno == me);
  };
  last.into = &destroyed;
  std::thread a(work, 0);
  std::thread b(work, 1);
  a.join();
  b.join();
  assert(ended[0] == 1 && ended[1] == 1 && mine == 5);
}
