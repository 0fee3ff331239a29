#include <cassert>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
int main() {
  std::exception_ptr kept;
  std::mutex m;
  std::thread a([&] {
    try {
      throw std::runtime_error("x");
    } catch (...) {
      std::lock_guard l(m);
      kept = std::current_exception();
    }
  });
  std::thread b([&] {
    std::exception_ptr p;
    {
      std::lock_guard l(m);
      p = kept;
    }
    if (p) try {
        std::rethrow_exception(p);
      } catch (const std::exception& e) {
        assert(e.what()[0] == 'x');
      }
  });
  a.join();
  b.join();
  {
    std::lock_guard l(m);
    if (kept) try {
        std::rethrow_exception(kept);
      } catch (const std::exception& e) {
        assert(e.what()[0] == 'x');
      }
  }
}
