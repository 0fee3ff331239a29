#pragma once

#include <map>

#include "diagnoses/diagnosis.h"
#include "diagnoses/lifetime.h"
#include "diagnoses/recent.h"

namespace millrace::viewer {

/// A queue without a bound, or with one that will never hold it back, that grows and grows.
class unbounded_queue final : public diagnosis {
 public:
  /// More waiting than this is no buffer any more: it only makes what waits old.
  static constexpr std::int64_t as_good_as_unbounded = 10'000;
  /// Fewer than these may be a burst that is being worked off.
  static constexpr std::int64_t many = 100;
  /// Each half of the time must lie above the one before: a burst that stands, or sinks, does not.
  static constexpr double looked_at = 2;

  std::string_view name() const override { return "unbounded queue"; }
  std::vector<warning> check(const track& seen) override;

 private:
  std::map<lifetime, recent<std::int64_t>> held_;
};

}  // namespace millrace::viewer
