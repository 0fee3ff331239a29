#include <cassert>
#include <stdexcept>
#include <string>
#include <thread>

void work(const std::string& name) {
  try {
    throw std::runtime_error(name);
  } catch (const std::exception& outer) {
    std::this_thread::yield();
    try {
      throw std::logic_error("inner " + name);
    } catch (const std::exception& inner) {
      std::this_thread::yield();
      assert(inner.what() == "inner " + name);
    }
    assert(outer.what() == name);
  }
}

int main() {
  std::thread a(work, "first");
  std::thread b(work, "second");
  a.join();
  b.join();
}
