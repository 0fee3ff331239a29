// finds: race
// A static is destroyed while a thread that nobody joins still uses it.
#include <mutex>
#include <thread>

struct journal {
  std::mutex mutex;
  int lines = 0;
  ~journal() { lines = -1; }
};

journal& the_journal() {
  static journal one;
  return one;
}

void write_line() {
  const std::scoped_lock lock(the_journal().mutex);
  ++the_journal().lines;
}

int main() {
  write_line();
  std::thread(write_line).detach();
  write_line();
}
