// finds: lost wake-up
// The program is right: libstdc++ 12 is not. A task in acquire() may note the value 1, lose it to another,
// and then sleep until the value is no longer 1, though that is what release() has made it (GCC bug 104928).
#include <atomic>
#include <latch>
#include <semaphore>
#include <thread>

int main() {
  std::latch ready(2);
  std::counting_semaphore<2> permits(1);
  std::atomic<int> served = 0;
  const auto work = [&] {
    ready.arrive_and_wait();
    permits.acquire();
    ++served;
    permits.release();
  };
  std::jthread a(work);
  std::jthread b(work);
}
