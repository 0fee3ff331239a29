// What one run sets in the C++ library, or has it make, is not there in the next.
#include <cassert>
#include <exception>
#include <memory_resource>
#include <new>
#include <regex>
#include <string>
#include <thread>
#include <vector>

int main() {
  assert(std::get_new_handler() == nullptr);
  std::set_new_handler([] {});
  const auto on_terminate = [] {};
  assert(std::get_terminate() != on_terminate);
  std::set_terminate(on_terminate);
  std::pmr::monotonic_buffer_resource resource;  // stands on the one that is set
  std::pmr::set_default_resource(&resource);
  const auto search = [] {
    const std::regex pattern("(a+)b");
    assert(std::regex_search(std::string("xaab"), pattern));
    const std::pmr::vector<int> numbers(3);
    assert(numbers.size() == 3);
  };
  std::thread other(search);
  other.join();
  search();
}
