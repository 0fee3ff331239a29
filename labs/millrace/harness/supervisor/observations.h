#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <millrace/harness/reports/finding.h>
#include <millrace/harness/reports/task_report.h>
#include <millrace/harness/supervisor/result.h>

namespace millrace::harness {

/// All that one run showed, before it is judged.
struct observations {
  std::string flavour;
  std::string evidence;  ///< folder with what the candidate and the sanitizer printed
  bounds limits;
  std::vector<invariant> invariants;
  measurements measured;
  ending end;
  std::chrono::milliseconds patience{};  ///< it was given to get ready
  bool served = false;                   ///< it got as far as listening
  bool told_to_stop = false;             ///< SIGTERM was sent
  bool service_returned = false;         ///< after that, in time
  std::string
      scenario_failure;  ///< an exception that ended the scenario early: no answer where it needed one
  std::vector<task_entry> left;  ///< the tasks at the end, or when time was up
};

/// The findings for which the flavour's instruments stand. Empty means that the candidate passed.
std::vector<finding> judge(const observations& seen, const source_focus& focus);

}  // namespace millrace::harness
