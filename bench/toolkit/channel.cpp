// Values from n threads to n threads, through a queue of that capacity.
#include <condition_variable>
#include <mutex>
#include <queue>

#include <millrace/toolkit/channel.h>

#include "channel_rows.h"

namespace millrace::bench {
namespace {

class our_channel {
 public:
  explicit our_channel(std::size_t capacity) : values_(capacity) {}
  void push(std::int64_t value) { values_.send(value); }
  std::int64_t pop() { return *values_.receive(); }

 private:
  channel<std::int64_t> values_;
};

/// A queue, a mutex and two condition variables, as every textbook has it.
class textbook_queue {
 public:
  explicit textbook_queue(std::size_t capacity) : capacity_(capacity) {}

  void push(std::int64_t value) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return values_.size() < capacity_; });
    values_.push(value);
    filled_.notify_one();
  }
  std::int64_t pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return !values_.empty(); });
    const auto value = values_.front();
    values_.pop();
    room_.notify_one();
    return value;
  }

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable filled_;
  std::queue<std::int64_t> values_;  // guarded by mutex_
};

/// The same where a push ends when its value was taken.
class textbook_rendezvous {
 public:
  explicit textbook_rendezvous(std::size_t) {}

  void push(std::int64_t value) {
    std::unique_lock lock(mutex_);
    values_.push(value);
    const auto mine = ++pushed_;
    filled_.notify_one();
    taken_.wait(lock, [&] { return popped_ >= mine; });
  }
  std::int64_t pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return !values_.empty(); });
    const auto value = values_.front();
    values_.pop();
    ++popped_;
    taken_.notify_all();
    return value;
  }

 private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable taken_;
  std::queue<std::int64_t> values_;  // guarded by mutex_
  std::int64_t pushed_ = 0;          // guarded by mutex_
  std::int64_t popped_ = 0;          // guarded by mutex_
};

const bool added = [] {
  add_channel_rows<our_channel>("millrace", {0, 1, 128, 1024});
  add_unbounded_channel_rows<our_channel>("millrace");
  add_channel_rows<textbook_rendezvous>("textbook", {0});
  add_channel_rows<textbook_queue>("textbook", {1, 128, 1024});
  add_unbounded_channel_rows<textbook_queue>("textbook");
  return true;
}();

}  // namespace
}  // namespace millrace::bench
