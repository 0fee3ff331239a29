#include <cassert>
#include <mutex>
#include <stdexcept>
#include <thread>

std::once_flag flag;
int made = 0;
int tries = 0;

const int& single() {
  static const int value = ++made;
  return value;
}

void set_up() {
  try {
    std::call_once(flag, [] {
      if (++tries == 1) throw std::runtime_error("the first time fails");
    });
  } catch (const std::runtime_error&) {
  }
}

int main() {
  std::thread a([] {
    assert(single() == 1);
    set_up();
  });
  std::thread b([] {
    assert(single() == 1);
    set_up();
  });
  a.join();
  b.join();
  assert(tries == 2);
}
