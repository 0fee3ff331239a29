// finds: exit status
#include <atomic>
#include <thread>

std::atomic<int> order = 0;

int main() {
  std::thread other([] { order.store(order.load() * 2); });
  order.store(order.load() + 1);
  other.join();
  return order == 2 ? 1 : 0;
}
