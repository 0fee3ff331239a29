#pragma once

#include <optional>
#include <string>

#include "commands/commands.h"
#include "learn/background_check.h"
#include "learn/file_watch.h"
#include "progress/journal.h"
#include "terminal/keys.h"
#include "verdict/report.h"
#include "workspace/workspace.h"

namespace millrace::tutor {

/// `millrace` at a terminal: one lesson after the other, from the one that the learner is at.
class session {
 public:
  explicit session(session_setup& with);
  int run();

 private:
  enum class next { leave, next_lesson, stay };

  next take(const lesson& one);
  next mend(const lesson& one, const lab& which);
  /// Waits for a key, a save or news of a check, and does what it asks for.
  next one_event(const lesson& one, const lab& which);
  next handle_key(char key, const lesson& one, const lab& which);
  bool predict(const lesson& one);
  bool watch_broken(const lesson& one, const lab& which);
  void show_prediction(const lesson& one);
  bool celebrate(const lesson& one, const lab& which);
  void hint(const lesson& one);
  void diff(const lab& which);
  void reset(const lab& which);
  void evidence(const lab& which);
  void open_editor(const lab& which);
  void begin_check(const lab& which, const std::string& candidate);
  /// Prints what a check has to say; true when that was the end of it.
  bool follow_check(const lesson& one, const lab& which);

  /// A page at a time when it is longer than the terminal. False if the learner left.
  bool show(const std::string& text);
  bool show_markdown(const std::string& markdown);
  /// The number of a choice; none if the learner left.
  std::optional<int> choose(const question& asked);
  bool pause(const std::string& what);
  void footer();

  session_setup& with_;
  journal notes_;
  workspace copies_;
  report words_;
  background_check checking_;
  std::optional<file_watch> watch_;
  bool broken_ran_ = false;
  bool passed_now_ = false;
  bool leaving_ = false;
};

}  // namespace millrace::tutor
