#pragma once

#include <map>

#include "diagnoses/diagnosis.h"
#include "diagnoses/lifetime.h"

namespace millrace::viewer {

/// Jobs of a pool that fail while the service goes on as if they did not. `submit` returned long ago, so the
/// pool can tell only its failure handler, or print; what that makes of it cannot be seen from outside. A
/// group's failure is not of this kind: its `wait` returns it to the task that started the group.
class job_errors_unreported final : public diagnosis {
 public:
  /// A failure is news for so long.
  static constexpr double shown_for = 5;

  std::string_view name() const override { return "job errors unreported"; }
  std::vector<warning> check(const track& seen) override;

 private:
  struct failures {
    std::uint64_t before = 0;  ///< when we came
    std::uint64_t failed = 0;
    double since = 0;
    double latest = 0;
  };
  std::map<lifetime, failures> known_;
};

}  // namespace millrace::viewer
