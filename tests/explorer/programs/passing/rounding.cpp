// How a task rounds is its own business; its children begin as it does, and the next run as the first.
#include <cassert>
#include <cfenv>
#include <thread>

int main() {
  assert(std::fegetround() == FE_TONEAREST);
  std::thread other([] {
    std::fesetround(FE_DOWNWARD);
    std::this_thread::yield();
    assert(std::fegetround() == FE_DOWNWARD);
    std::thread child([] { assert(std::fegetround() == FE_DOWNWARD); });
    child.join();
  });
  std::fesetround(FE_UPWARD);
  std::this_thread::yield();
  assert(std::fegetround() == FE_UPWARD);
  other.join();
}
