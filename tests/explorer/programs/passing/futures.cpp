#include <cassert>
#include <future>
#include <stdexcept>

int main() {
  auto good = std::async(std::launch::async, [] { return 20; });
  auto bad = std::async(std::launch::async, []() -> int { throw std::runtime_error("no"); });
  std::packaged_task<int()> task([] { return 22; });
  auto later = task.get_future();
  std::thread runner(std::move(task));
  assert(good.get() + later.get() == 42);
  bool caught = false;
  try {
    bad.get();
  } catch (const std::runtime_error&) {
    caught = true;
  }
  assert(caught);
  runner.join();
}
