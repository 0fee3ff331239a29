#pragma once

#include <map>
#include <set>
#include <string>

#include "diagnoses/diagnosis.h"
#include "diagnoses/recent.h"

namespace millrace::viewer {

/// One place that starts task after task, faster than they end. A server's own tasks, one a connection, are
/// as many as its clients, and no warning.
class thread_growth final : public diagnosis {
 public:
  /// Beyond these a task more only waits: on a core's queue if it computes, and so does what it waits for.
  static constexpr int tasks_a_core = 8;
  static constexpr int least_limit = 32;
  /// A pool starts its workers within milliseconds and is done; what climbs through both halves of this does
  /// not stop by itself. Not longer: 450 a second are 225 by then.
  static constexpr double looked_at = 0.5;

  thread_growth();
  std::string_view name() const override { return "thread growth"; }
  std::vector<warning> check(const track& seen) override;

 private:
  const int limit_;
  std::map<std::string, recent<int>> tasks_;  ///< by the place that starts them
  std::map<std::string, double> climbing_;  ///< places that were found to, until they have halved; since when
};

}  // namespace millrace::viewer
