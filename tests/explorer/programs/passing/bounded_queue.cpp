#include <cassert>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

class queue {
 public:
  void put(int value) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return values_.size() < 1; });
    values_.push_back(value);
    changed_.notify_all();
  }
  int take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !values_.empty(); });
    const int value = values_.front();
    values_.pop_front();
    changed_.notify_all();
    return value;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> values_;  // guarded by mutex_
};

int main() {
  queue numbers;
  std::thread producer([&] {
    for (int i = 1; i <= 3; ++i) numbers.put(i);
  });
  int sum = 0;
  for (int i = 0; i < 3; ++i) sum += numbers.take();
  producer.join();
  assert(sum == 6);
}
