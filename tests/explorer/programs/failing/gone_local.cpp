// finds: use of a gone stack
// A detached thread works on a local variable of the function that started it.
#include <chrono>
#include <thread>

void start() {
  char room[4096] = {};
  std::thread([&room] { room[0] = 1; }).detach();
}

int main() {
  start();
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
}
