#pragma once

#include <map>
#include <set>

#include "diagnoses/diagnosis.h"
#include "diagnoses/hold.h"
#include "diagnoses/wait_starts.h"

namespace millrace::viewer {

/// A task that waits for a writer's lock while readers come and go, and it is never free of them.
class writer_starved final : public diagnosis {
 public:
  /// Readers who are there already are done within milliseconds; who still waits after this has been
  /// overtaken, again and again.
  static constexpr double too_long = 1;

  std::string_view name() const override { return "writer starved"; }
  std::vector<warning> check(const track& seen) override;

 private:
  struct wait {
    std::set<hold> readers;  ///< at the latest look
    int changes = 0;         ///< looks at which they were others than before
  };
  using one_wait = std::pair<lifetime, double>;  ///< of a task, since when
  wait_starts starts_;
  std::map<one_wait, wait> waits_;
};

}  // namespace millrace::viewer
