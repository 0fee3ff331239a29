#pragma once

#include <map>
#include <string>
#include <utility>

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
  /// not stop by itself. Not longer: 300 a second are 150 by then.
  static constexpr double looked_at = 0.5;

  thread_growth();
  std::string_view name() const override { return "thread growth"; }
  std::vector<warning> check(const track& seen) override;

 private:
  const int limit_;
  /// Who starts them: the calls there, or the place if only that is known. Places get their names later.
  using origin = std::pair<probe::code_list, std::string>;
  struct started {
    int tasks = 0;
    std::string place;
  };
  static std::map<origin, started> tasks_by_origin(const probe::snapshot& state);

  std::map<origin, recent<int>> tasks_;
  std::map<origin, double> climbing_;  ///< those that were found to, until they have halved; since when
};

}  // namespace millrace::viewer
