#pragma once

#include "diagnoses/diagnosis.h"

namespace millrace::viewer {

/// Requests that are at work and get nowhere. Those that wait for a lock, or for a place in a queue, are
/// explained by other warnings.
class requests_stuck final : public diagnosis {
 public:
  /// People leave after a second (as do most callers of a service, who have a deadline).
  static constexpr double too_long = 1;

  std::string_view name() const override { return "requests stuck"; }
  std::vector<warning> check(const track& seen) override;
};

}  // namespace millrace::viewer
