#pragma once

#include <deque>

namespace millrace::viewer {

/// What was seen of something in the last `seconds`, and the look just before, so that all of them are
/// covered.
template <class Value>
class recent {
 public:
  struct sample {
    double at;
    Value value;
  };

  explicit recent(double seconds) : seconds_(seconds) {}

  void add(double at, Value value) {
    samples_.push_back({at, value});
    while (samples_.size() > 2 && samples_[1].at <= at - seconds_) samples_.pop_front();
  }
  /// False until it has been looked at for so long.
  bool covers() const { return samples_.back().at - samples_.front().at >= seconds_; }
  const std::deque<sample>& samples() const { return samples_; }
  const Value& oldest() const { return samples_.front().value; }
  const Value& newest() const { return samples_.back().value; }
  /// As it was `ago` seconds before the newest.
  const Value& before(double ago) const {
    auto found = samples_.begin();
    for (auto each = found; each != samples_.end() && each->at <= samples_.back().at - ago; ++each)
      found = each;
    return found->value;
  }

 private:
  double seconds_;
  std::deque<sample> samples_;
};

}  // namespace millrace::viewer
