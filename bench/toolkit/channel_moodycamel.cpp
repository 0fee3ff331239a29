#include <concurrentqueue/blockingconcurrentqueue.h>
#include <concurrentqueue/lightweightsemaphore.h>

#include "channel_rows.h"

namespace millrace::bench {
namespace {

/// The queue has no bound; its own semaphore gives it one.
class bounded_moodycamel {
 public:
  explicit bounded_moodycamel(std::size_t capacity) : room_(static_cast<std::ptrdiff_t>(capacity)) {}
  void push(std::int64_t value) {
    room_.wait();
    values_.enqueue(value);
  }
  std::int64_t pop() {
    std::int64_t value = 0;
    values_.wait_dequeue(value);
    room_.signal();
    return value;
  }

 private:
  moodycamel::LightweightSemaphore room_;
  moodycamel::BlockingConcurrentQueue<std::int64_t> values_;
};

class unbounded_moodycamel {
 public:
  explicit unbounded_moodycamel(std::size_t) {}
  void push(std::int64_t value) { values_.enqueue(value); }
  std::int64_t pop() {
    std::int64_t value = 0;
    values_.wait_dequeue(value);
    return value;
  }

 private:
  moodycamel::BlockingConcurrentQueue<std::int64_t> values_;
};

const bool added = [] {
  add_channel_rows<bounded_moodycamel>("moodycamel", {1, 128, 1024});
  add_unbounded_channel_rows<unbounded_moodycamel>("moodycamel");
  return true;
}();

}  // namespace
}  // namespace millrace::bench
