// Allocates more than there is, and gives it back each time.
#include <cassert>
#include <cstdlib>
#include <cstring>

int main() {
  constexpr std::size_t most = 100'000;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < 30'000; ++i) {
    auto* block = static_cast<char*>(std::malloc(most + i));
    assert(block != nullptr && block[0] == 0);
    block[i % most] = 1;
    sum += static_cast<std::size_t>(block[i % most]);
    std::free(block);
  }
  assert(sum == 30'000);
}
