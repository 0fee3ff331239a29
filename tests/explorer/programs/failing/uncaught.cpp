// finds: exception
#include <atomic>
#include <stdexcept>
#include <thread>

std::atomic<int> turn = 0;

int main() {
  std::thread other([] { turn = 1; });
  if (turn == 1) {
    other.join();
    throw std::runtime_error("it was not my turn");
  }
  other.join();
}
