#pragma once

#include <string>

#include "reading/results.h"

namespace millrace::compare {

/// Where results come from: what a later reader needs to know to trust a trend. Empty: not known.
struct provenance {
  long measured_at = 0;  ///< seconds since 1970; when the program said, else now
  std::string host;
  std::string processor;
  int processors = 0;
  std::string governor;  ///< of the frequency, when it was kept
  std::string compiler;  ///< what the program's own file says built it
  std::string commit;
  std::string library;
  double load = 0;
};

/// From what the file says, and from this machine if it was measured here. The commit is `commit`, else what
/// --benchmark_context said (commit=...), else that of the current folder, marked if there are changes.
provenance provenance_of(const results& of, const std::string& commit);

/// "2026-11-24T22:23:40+01:00" and the older "2016-08-02 17:44:46" (taken for UTC) as seconds since 1970; 0
/// if it is no date.
long seconds_of_date(const std::string& date);

}  // namespace millrace::compare
