#pragma once

#include <string>
#include <vector>

namespace millrace::harness {

/// A place in the source; an empty file means that none is known.
struct place {
  std::string file;
  int line = 0;

  bool known() const { return !file.empty(); }
};

struct frame {
  std::string function;
  place at;
};

struct stack {
  std::string title;  ///< "write of 4 bytes by task 'connection 3'"
  std::vector<frame> frames;
};

/// A task that a finding speaks of.
struct task_note {
  std::string name;
  std::string state;  ///< "blocked" or "running"
  std::string blocked_on;
  place at;
  place spawned;
};

/// One thing that an instrument reports.
struct finding {
  std::string instrument;
  std::string kind;
  std::string message;
  place where;
  std::vector<stack> stacks;
  std::vector<task_note> tasks;
  int count = 1;
};

/// Where in the learner's source something happened, and not somewhere inside the libraries it called.
class source_focus {
 public:
  /// `source`: the candidate's file.
  explicit source_focus(std::string source);

  /// The innermost frame in the candidate's source, else in any source that is neither the system's nor
  /// Millrace's.
  place of(const std::vector<frame>& frames) const;
  const std::string& source() const { return source_; }

 private:
  std::string source_;
};

}  // namespace millrace::harness
