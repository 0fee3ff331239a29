#pragma once

#include <cstdint>

#include "model/task_set.h"

namespace millrace::explorer {

/// The one counter behind all clocks. It never goes back, not even between runs: what an earlier run left in
/// the shadow memory is older than everything in this one, so nothing has to be cleared.
struct logical_time {
  std::uint64_t now = 1;
  std::uint64_t run_began = 1;
};
extern logical_time logical;

/// For each task the moment up to which its past is known (Lamport, Mattern; as epochs in FastTrack, 2009).
/// Components of tasks that are not in it stand at the run's beginning. Plain data.
class vector_clock {
 public:
  void clear() { size_ = 0; }
  bool empty() const { return size_ == 0; }

  std::uint64_t of(unsigned slot) const { return slot < size_ ? at_[slot] : logical.run_began; }

  void set(unsigned slot, std::uint64_t moment) {
    for (; size_ <= slot; ++size_) at_[size_] = logical.run_began;
    at_[slot] = moment;
  }
  void join(const vector_clock& other) {
    for (; size_ < other.size_; ++size_) at_[size_] = logical.run_began;
    // Who is ahead cannot be foreseen, so there is no branch.
    for (unsigned i = 0; i < other.size_; ++i) at_[i] = at_[i] < other.at_[i] ? other.at_[i] : at_[i];
  }
  void assign(const vector_clock& other) {
    size_ = other.size_;
    for (unsigned i = 0; i < size_; ++i) at_[i] = other.at_[i];
  }

 private:
  std::uint32_t size_;
  std::uint64_t at_[most_tasks];
};

}  // namespace millrace::explorer
