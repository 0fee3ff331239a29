#include <oneapi/tbb/concurrent_queue.h>

#include "channel_rows.h"

namespace millrace::bench {
namespace {

class tbb_queue {
 public:
  explicit tbb_queue(std::size_t capacity) { values_.set_capacity(static_cast<std::ptrdiff_t>(capacity)); }
  void push(std::int64_t value) { values_.push(value); }
  std::int64_t pop() {
    std::int64_t value = 0;
    values_.pop(value);
    return value;
  }

 private:
  oneapi::tbb::concurrent_bounded_queue<std::int64_t> values_;
};

const bool added = [] {
  add_channel_rows<tbb_queue>("onetbb", {1, 128, 1024});
  add_unbounded_channel_rows<tbb_queue>("onetbb");
  return true;
}();

}  // namespace
}  // namespace millrace::bench
