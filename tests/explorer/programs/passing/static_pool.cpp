// A pool that is ended by the destructor of a static: tasks that wait when main ends are no leak.
#include <condition_variable>
#include <mutex>
#include <thread>

class pool {
 public:
  ~pool() {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    changed_.notify_all();
    worker_.join();
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return over_; });
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  bool over_ = false;  // guarded by mutex_
  std::thread worker_{[this] { work(); }};
};

int main() {
  static pool all;
}
