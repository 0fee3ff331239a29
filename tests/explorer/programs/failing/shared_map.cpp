// finds: race
// A container that two tasks use without a lock: the accesses are deep in a library.
#include <map>
#include <string>
#include <thread>

std::map<int, std::string> names;

void enter(int number, const char* name) {
  names[number] = name;
}

int main() {
  std::thread one([] { enter(1, "one"); });
  std::thread other([] { enter(2, "two"); });
  one.join();
  other.join();
}
