#pragma once

#include <map>

#include "diagnoses/diagnosis.h"
#include "diagnoses/lifetime.h"
#include "diagnoses/recent.h"

namespace millrace::viewer {

/// A token bucket that stays empty and refuses most of what comes. A keyed limiter that refuses one of its
/// many keys does what it is there for.
class bucket_starved final : public diagnosis {
 public:
  /// A burst empties a bucket for a moment; that is what its size is for.
  static constexpr double looked_at = 1;
  /// Near zero: the next few callers are refused, or one is let through now and then.
  static constexpr double nearly_empty = 0.1;
  /// With fewer, most of them is one or two.
  static constexpr std::uint64_t refused_at_least = 5;

  std::string_view name() const override { return "bucket starved"; }
  std::vector<warning> check(const track& seen) override;

 private:
  std::map<lifetime, recent<probe::resource_view>> buckets_;
};

}  // namespace millrace::viewer
