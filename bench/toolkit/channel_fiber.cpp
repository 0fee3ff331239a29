#include <boost/fiber/buffered_channel.hpp>
#include <boost/fiber/unbuffered_channel.hpp>

#include "channel_rows.h"

namespace millrace::bench {
namespace {

template <class Channel>
class fiber_channel {
 public:
  explicit fiber_channel(std::size_t capacity) : values_(capacity) {}
  void push(std::int64_t value) { values_.push(value); }
  std::int64_t pop() { return values_.value_pop(); }

 private:
  Channel values_;
};

/// Takes a power of two and holds one value less.
class buffered final : public boost::fibers::buffered_channel<std::int64_t> {
 public:
  explicit buffered(std::size_t capacity) : buffered_channel(capacity == 1 ? 2 : capacity) {}
};

class unbuffered final : public boost::fibers::unbuffered_channel<std::int64_t> {
 public:
  explicit unbuffered(std::size_t) {}
};

const bool added = [] {
  add_channel_rows<fiber_channel<unbuffered>>("boost_fiber", {0});
  add_channel_rows<fiber_channel<buffered>>("boost_fiber", {1, 128, 1024});
  return true;
}();

}  // namespace
}  // namespace millrace::bench
