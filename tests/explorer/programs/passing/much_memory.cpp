// Allocates more than there is, and gives it back each time.
#include <cassert>
#include <cstdlib>

int main() {
  constexpr std::size_t megabyte = std::size_t{1} << 20;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < 1'200; ++i) {
    auto* block = static_cast<char*>(std::malloc(megabyte));
    assert(block != nullptr && block[i] == 0 && block[megabyte - 1] == 0);
    block[i] = block[megabyte - 1] = 1;
    sum += static_cast<std::size_t>(block[i]);
    std::free(block);
  }
  assert(sum == 1'200);
}
