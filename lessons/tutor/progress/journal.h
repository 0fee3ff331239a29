#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace millrace::tutor {

/// What a learner has done with one lesson.
struct lesson_progress {
  int prediction = 0;  ///< the choice, 1-based; 0: none yet
  int hints = 0;       ///< how many were asked for
  bool saw_broken = false;
  bool passed = false;
  int checks = 0;
  int transfer = 0;  ///< the choice, 1-based
};

/// The learner's progress: a file to which one line is appended for each thing that happens, never rewritten.
/// A line is one write, so two tutors at once do not mix theirs up, and what a kill cuts off is passed over
/// when it is read.
class journal {
 public:
  explicit journal(std::filesystem::path file) : file_(std::move(file)) {}

  /// `what`: predicted, hint, broken, checked, passed, transfer, reset. Throws cannot_run if it can't be
  /// written.
  void add(const std::string& lesson, const std::string& what, int value = 0) const;

  std::map<std::string, lesson_progress> read() const;

 private:
  std::filesystem::path file_;
};

}  // namespace millrace::tutor
