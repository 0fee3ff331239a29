#include <atomic>
#include <cassert>
#include <memory>
#include <thread>
std::atomic<std::shared_ptr<const int>> config = std::make_shared<const int>(1);
int main() {
  std::thread a([] {
    for (int i = 0; i < 2; ++i) {
      auto c = config.load();
      assert(*c > 0);
    }
  });
  std::thread b([] { config.store(std::make_shared<const int>(2)); });
  a.join();
  b.join();
}
