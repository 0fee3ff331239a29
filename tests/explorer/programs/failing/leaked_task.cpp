// finds: leak
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable work;
bool over = false;

int main() {
  std::thread([] {
    std::unique_lock lock(mutex);
    while (!over) work.wait(lock);
  }).detach();
}
