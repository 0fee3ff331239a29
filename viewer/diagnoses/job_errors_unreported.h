#pragma once

#include <map>

#include "diagnoses/diagnosis.h"
#include "diagnoses/lifetime.h"

namespace millrace::viewer {

/// Jobs of a pool, or tasks of a group, that fail while the service goes on as if they did not.
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
