// The C library's random numbers would go on from run to run; here each run draws the same.
#include <cstdlib>

#include "interposed/interpose.h"

namespace {

// The program's, so it is reset with the program's variables.
std::uint64_t random_state = 1;

}  // namespace

extern "C" {

void srand(unsigned seed) noexcept {
  random_state = seed;
}
void srandom(unsigned seed) noexcept {
  random_state = seed;
}

int rand() noexcept {
  // Knuth's MMIX multiplier; the upper bits are the good ones.
  random_state = random_state * 6364136223846793005U + 1442695040888963407U;
  return static_cast<int>(random_state >> 33);
}
long random() noexcept {
  return rand();
}

}  // extern "C"
