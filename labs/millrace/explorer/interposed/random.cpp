// The random numbers of the C and C++ libraries would go on from run to run, or be others in each; here each
// run draws the same.
#include <cerrno>
#include <cstdlib>
#include <sys/random.h>
#include <unistd.h>

#include "interposed/as_ever.h"
#include "interposed/interpose.h"

namespace {

// The program's, so it is reset with the program's variables.
std::uint64_t random_state = 1;

/// 32 bits.
std::uint64_t draw() {
  // Knuth's MMIX multiplier; the upper bits are the good ones.
  random_state = random_state * 6364136223846793005U + 1442695040888963407U;
  return random_state >> 32;
}

void fill(void* into, std::size_t size) {
  auto* at = static_cast<unsigned char*>(into);
  for (std::size_t i = 0; i < size; ++i) at[i] = static_cast<unsigned char>(draw() >> 24);
}

}  // namespace

using namespace millrace::explorer;

extern "C" {

void srand(unsigned seed) noexcept {
  random_state = seed;
}
void srandom(unsigned seed) noexcept {
  random_state = seed;
}
void srand48(long seed) noexcept {
  random_state = static_cast<std::uint64_t>(seed);
}

int rand() noexcept {
  return static_cast<int>(draw() >> 1);
}
long random() noexcept {
  return rand();
}
long lrand48() noexcept {
  return rand();
}
long mrand48() noexcept {
  return static_cast<int>(draw());
}
double drand48() noexcept {
  constexpr double values = 4294967296.0;
  return static_cast<double>(draw()) / values;
}

ssize_t getrandom(void* into, std::size_t size, unsigned flags) {
  if (runs_as_ever()) return as_ever<ssize_t>("getrandom", into, size, flags);
  fill(into, size);
  return static_cast<ssize_t>(size);
}
int getentropy(void* into, std::size_t size) {
  if (runs_as_ever()) return as_ever("getentropy", into, size);
  fill(into, size);
  return 0;
}
std::uint32_t arc4random() noexcept {
  if (runs_as_ever()) return as_ever<std::uint32_t>("arc4random");
  return static_cast<std::uint32_t>(draw());
}
std::uint32_t arc4random_uniform(std::uint32_t limit) noexcept {
  if (runs_as_ever()) return as_ever<std::uint32_t>("arc4random_uniform", limit);
  return static_cast<std::uint32_t>((draw() * limit) >> 32);
}
void arc4random_buf(void* into, std::size_t size) noexcept {
  if (runs_as_ever()) return as_ever<void>("arc4random_buf", into, size);
  fill(into, size);
}

// std::random_device::operator()
unsigned value_of_random_device(void* device) asm("_ZNSt13random_device9_M_getvalEv");
unsigned value_of_random_device(void* device) {
  if (runs_as_ever()) return as_ever<unsigned>("_ZNSt13random_device9_M_getvalEv", device);
  return static_cast<unsigned>(draw());
}

}  // extern "C"
