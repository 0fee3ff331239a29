// finds: crash
#include <atomic>
#include <thread>

struct session {
  int user = 7;
};

session only;
std::atomic<session*> current = &only;

int main() {
  std::thread closer([] { current = nullptr; });
  volatile int user = 0;
  if (current.load() != nullptr) user = current.load()->user;
  closer.join();
  return 0;
}
