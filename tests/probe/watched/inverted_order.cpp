// inverted_order: takes two locks in both orders, one after the other, so that nothing happens; one of them,
// recursive, also twice. Ends by itself with 3.
#include <mutex>
#include <thread>

namespace {

std::recursive_mutex outer;
std::mutex inner;

void one_way() {
  const std::lock_guard first(outer);
  const std::lock_guard again(outer);
  const std::lock_guard second(inner);  // one way
}

void other_way() {
  const std::lock_guard first(inner);
  const std::lock_guard second(outer);  // other way
}

}  // namespace

int main() {
  for (int i = 0; i < 10; ++i) {
    std::thread(one_way).join();
    std::thread(other_way).join();
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  return 3;
}
