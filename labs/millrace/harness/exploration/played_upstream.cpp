#include <algorithm>

#include <millrace/harness/exploration/played_upstream.h>

namespace millrace::harness {
namespace {

class one_more {
 public:
  explicit one_more(int& count) : count_(count) { ++count_; }
  ~one_more() { --count_; }
  one_more(const one_more&) = delete;
  one_more& operator=(const one_more&) = delete;

 private:
  int& count_;
};

}  // namespace

http::response played_upstream::answer(http::request& asked, std::string_view) {
  ++calls_;
  const one_more under_way(in_flight_);
  peak_in_flight_ = std::max(peak_in_flight_, in_flight_);
  return answer_(asked);
}

}  // namespace millrace::harness
