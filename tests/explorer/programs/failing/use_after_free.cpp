// finds: use after free
#include <atomic>
#include <mutex>
#include <thread>

std::mutex mutex;
int* shared = new int(5);
int seen = 0;

int main() {
  std::thread reader([] {
    int* mine = nullptr;
    {
      const std::lock_guard lock(mutex);
      mine = shared;
    }
    const std::lock_guard lock(mutex);
    if (mine != nullptr) seen = *mine;
  });
  {
    const std::lock_guard lock(mutex);
    delete shared;
    shared = nullptr;
  }
  reader.join();
}
