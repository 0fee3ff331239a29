// finds: assertion
// The owner takes from one end of a queue, a thief from the other; with one element left both get it.
#include <atomic>
#include <cassert>
#include <thread>

constexpr int size = 4;
std::atomic<int> head = 0;
std::atomic<int> tail = 0;
int elements[size];
std::atomic<int> taken[size];

bool take(int& element) {
  const int at = tail - 1;
  if (at < head) return false;
  element = elements[at];
  tail = at;
  return true;
}

bool steal(int& element) {
  int at = head;
  if (at >= tail) return false;
  element = elements[at];
  return head.compare_exchange_strong(at, at + 1);
}

int main() {
  for (int i = 0; i < size; ++i) elements[i] = i;
  tail = size;
  std::thread thief([] {
    int element = 0;
    for (int i = 0; i < size; ++i) {
      if (steal(element)) ++taken[element];
    }
  });
  int element = 0;
  while (take(element)) ++taken[element];
  thief.join();
  for (const auto& each : taken) assert(each == 1);
}
