#include <cassert>
#include <iomanip>
#include <iostream>
#include <map>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>

std::mutex mutex;
std::map<std::string, double> prices;

int main() {
  const auto put = [](const std::string& name, double price) {
    std::ostringstream text;
    text << std::setprecision(3) << price << ' ' << name;
    const std::lock_guard lock(mutex);
    prices[text.str()] = price;
    std::cout << text.str() << std::endl;
  };
  std::thread a(put, "apples", 1.25);
  std::thread b(put, "pears", 2.5);
  a.join();
  b.join();
  assert(prices.size() == 2 && prices.begin()->first == "1.25 apples");
}
