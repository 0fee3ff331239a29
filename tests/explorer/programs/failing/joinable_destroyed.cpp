// finds: aborted
#include <thread>

int main() {
  std::thread forgotten([] {});
}
