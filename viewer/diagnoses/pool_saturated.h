#pragma once

#include "diagnoses/diagnosis.h"
#include "diagnoses/lasting.h"
#include "diagnoses/lifetime.h"

namespace millrace::viewer {

/// A pool whose queue is full and on which tasks wait; worst when they are request threads: then handlers
/// wait for the queue. A pool that refuses what it has no room for sheds load, as it should, unless nothing
/// gets in at all any more.
class pool_saturated final : public diagnosis {
 public:
  /// A burst may fill a queue for a moment; that is what its places are for. Whoever waits for a place longer
  /// than this has a caller of their own who is about to give up.
  static constexpr double too_long = 0.5;
  /// So long without any job that gets in, while others are refused, means that all workers are stuck: jobs
  /// that call another service may take a second or two.
  static constexpr double no_way_in = 3;

  std::string_view name() const override { return "pool saturated"; }
  std::vector<warning> check(const track& seen) override;

 private:
  std::vector<warning> check(const probe::resource_view& pool, const probe::snapshot& state, double at);

  using count = std::pair<lifetime, std::uint64_t>;
  lasting<lifetime> waited_for_;
  lasting<count> full_with_;  ///< a pool that is full, and how many jobs it had taken on
  lasting<count> refused_;    ///< the same, and how many it had refused
};

}  // namespace millrace::viewer
