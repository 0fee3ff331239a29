#pragma once

#include <string>

#include "course/project.h"
#include "terminal/style.h"
#include "verdict/check.h"

namespace millrace::tutor {

/// Verdicts for people.
class report {
 public:
  report(const project& where, const style& in, int width) : where_(where), style_(in), width_(width) {}

  /// One line an instrument of the run: "race     x  data race at broken.cpp:12".
  std::string line_of(const run_result& run, const std::vector<std::string>& instruments) const;
  /// A finding with its source lines, tasks and meaning.
  std::string finding_text(const finding& what) const;
  std::string build_error(const build_result& failed) const;
  /// All findings, and the last line: passed, or not, and where the evidence is.
  std::string verdict_text(const verdict& outcome) const;

 private:
  std::string place_text(const place& at) const;
  std::string accesses(const finding& what) const;

  const project& where_;
  const style& style_;
  int width_;
};

}  // namespace millrace::tutor
