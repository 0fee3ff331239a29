// finds: assertion
// What is drawn is the same in each run; with other numbers the schedule that fails would not fail again.
#include <atomic>
#include <cassert>
#include <cstdlib>
#include <random>
#include <sys/random.h>
#include <thread>

int main() {
  std::mt19937 numbers(std::random_device{}());
  unsigned seed = 0;
  if (getrandom(&seed, sizeof seed, 0) != sizeof seed) return 1;
  const unsigned looks = (numbers() ^ seed ^ static_cast<unsigned>(lrand48())) % 64;
  std::atomic<unsigned> looked = 0;
  std::atomic<unsigned> found = 0;
  std::thread other([&] { found = looked + 1; });
  for (unsigned i = 0; i < looks; ++i) ++looked;
  const unsigned seen = found;
  other.join();
  assert(seen != looks + 1);
}
