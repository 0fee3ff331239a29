// Lock-free push; one pops all at the end.
#include <atomic>
#include <cassert>
#include <thread>

struct node {
  int value;
  node* next;
};
std::atomic<node*> top = nullptr;

void push(int value) {
  auto* made = new node{value, top.load(std::memory_order_relaxed)};
  while (!top.compare_exchange_weak(made->next, made, std::memory_order_release, std::memory_order_relaxed)) {
  }
}

int main() {
  std::thread a([] { push(1); });
  std::thread b([] { push(2); });
  push(3);
  a.join();
  b.join();
  int sum = 0;
  for (node* each = top.exchange(nullptr, std::memory_order_acquire); each != nullptr;) {
    sum += each->value;
    node* const next = each->next;
    delete each;
    each = next;
  }
  assert(sum == 6);
}
