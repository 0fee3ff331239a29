// std::lock backs off: two tasks may do so step by step in turns, but not for ever.
#include <cassert>
#include <mutex>
#include <thread>

int main() {
  std::mutex left;
  std::mutex right;
  int sum = 0;
  const auto add = [&sum](std::mutex& one, std::mutex& other) {
    const std::scoped_lock both(one, other);
    ++sum;
  };
  std::thread there([&] { add(left, right); });
  std::thread back([&] { add(right, left); });
  there.join();
  back.join();
  assert(sum == 2);
}
