// What one run sets in the libraries, or has them make, is not there in the next.
#include <cassert>
#include <clocale>
#include <cstdlib>
#include <exception>
#include <locale>
#include <memory_resource>
#include <new>
#include <regex>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

/// What is set before main is there in each.
const std::locale before_main = std::locale::global(std::locale("C.UTF-8"));

int main(int argc, char** argv) {
  char first[] = "-m";
  char* words[] = {argv[0], first, nullptr};
  assert(optind == 1);
  assert(getopt(argc + 1, words, "m") == 'm');
  assert(std::string(std::getenv("PATH")) != "overwritten");
  setenv("PATH", "overwritten", 1);
  assert(std::getenv("SET_IN_ONE_RUN") == nullptr);
  setenv("SET_IN_ONE_RUN", "1", 1);
  assert(std::locale().name() == "C.UTF-8");
  assert(std::string(std::setlocale(LC_ALL, nullptr)) == "C.UTF-8");
  std::locale::global(std::locale::classic());
  std::setlocale(LC_ALL, "C");
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
