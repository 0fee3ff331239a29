// finds: exit status
#include <cstdio>
#include <iostream>
#include <mutex>
#include <thread>

std::mutex till;
int sold = 0;

int main() {
  const auto sell = [] {
    const std::scoped_lock lock(till);
    std::printf("Größe %d verkauft\n", ++sold);
  };
  std::thread a(sell);
  std::thread b(sell);
  const bool early = [] {
    const std::scoped_lock lock(till);
    return sold == 1;
  }();
  a.join();
  b.join();
  if (early) std::cerr << "too \x1b[31mearly\n";
  return early ? 3 : 0;
}
