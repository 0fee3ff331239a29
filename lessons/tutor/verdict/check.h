#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "course/lab.h"
#include "course/project.h"
#include "verdict/builder.h"
#include "verdict/result.h"

namespace millrace::tutor {

/// What to check.
struct check_request {
  std::string candidate = "yours";
  std::vector<std::string> instruments;  ///< empty: all
  unsigned seed = 1;
  double exploring = 0;  ///< seconds for the explorer; 0: as usual
};

/// All instruments, cheapest first.
const std::vector<std::string>& all_instruments();
/// Those under which a lab is judged: the explorer only if the lab says so.
std::vector<std::string> instruments_of(const lab& which);
/// The flavour that an instrument needs; throws cannot_run for an unknown one.
std::string flavour_for(const std::string& instrument);

/// A step of a check, as it happens. Calls come from one thread at a time.
struct check_event {
  enum class kind { waiting, building, build_failed, running, finished };
  kind what;
  std::string flavour;
  const run_result* result = nullptr;   ///< of `finished`
  const build_result* build = nullptr;  ///< of `build_failed`
};
using check_listener = std::function<void(const check_event&)>;

/// What a check came to.
struct verdict {
  std::string lab;
  std::string candidate;
  std::vector<std::string> instruments;
  std::optional<build_result> failed_build;
  std::vector<run_result> runs;
  std::filesystem::path evidence;
  std::string error;  ///< of a run that could not be made
  bool stopped = false;

  bool passed() const;
  /// It was built and run to its end, whatever that showed.
  bool ran() const { return !failed_build && error.empty() && !stopped; }
  std::vector<finding> findings() const;
  int exit_code() const;
};

/// Builds and runs a candidate under the instruments: the plain flavour first, whose run goes on while the
/// sanitized ones are built; those then run side by side. Leaves evidence in the workspace. A stop request
/// ends it at once. Throws cannot_run.
verdict check(const project& where, const lab& which, const check_request& wanted,
              const check_listener& listen, const std::stop_token& stop = {});

/// One run of a built candidate. Throws cannot_run.
run_result run_scenario(const project& where, const lab& which, const std::string& candidate,
                        const std::string& flavour, const std::filesystem::path& evidence, unsigned seed,
                        const std::string& scale, const std::stop_token& stop = {});

}  // namespace millrace::tutor
