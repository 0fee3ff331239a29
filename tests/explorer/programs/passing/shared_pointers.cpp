#include <cassert>
#include <memory>
#include <string>
#include <thread>

struct settings {
  std::string name = "a name that is too long for the small buffer";
};

int main() {
  auto shared = std::make_shared<const settings>();
  std::weak_ptr<const settings> watching = shared;
  std::thread a([copy = shared] { assert(copy->name.size() == 44); });
  std::thread b([watching] {
    if (auto still = watching.lock()) assert(still->name[0] == 'a');
  });
  shared.reset();
  a.join();
  b.join();
  assert(watching.expired());
}
