#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connection/player.h"

namespace millrace::viewer {

/// A lesson, and how far the learner is with it.
struct lesson {
  std::string chapter;
  std::string name;
  std::string title;
  bool passed = false;
  int checks = 0;
  std::string working_copy;  ///< its file; it may not exist yet
};

/// What came of a check of the learner's working copy.
struct check_result {
  std::string lab;
  std::string verdict;  ///< "pass", "fail", or why it could not be run
  std::vector<std::string> findings;
  std::string evidence;
};

/// The course, asked of the millrace program, which alone knows it. Everything is asked in the background;
/// `update` takes in the answers. Not thread-safe.
class course {
 public:
  /// `program`: of millrace; empty: there is no course.
  explicit course(std::string program);

  /// True if something new is known.
  bool update();

  const std::vector<lesson>& lessons() const { return lessons_; }
  /// Asks how far the learner is.
  void refresh();

  /// Builds a lab. `prepared` then gives the words that the viewer is called with to watch it, once.
  void prepare(const std::string& lab);
  std::optional<std::vector<std::string>> prepared();

  /// Checks the learner's working copy under all instruments.
  void check(const std::string& lab);
  const std::optional<check_result>& checked() const { return checked_; }

  /// What is going on, or what went wrong; empty when all is quiet.
  const std::string& says() const { return says_; }
  bool busy() const { return preparing_ != nullptr || checking_ != nullptr; }

 private:
  bool take_list();
  bool take_preparation();
  bool take_check();

  std::string program_;
  std::vector<lesson> lessons_;
  std::string says_;
  std::string lab_;
  std::unique_ptr<player> listing_;
  std::unique_ptr<player> preparing_;
  std::unique_ptr<player> checking_;
  std::string listed_;  ///< what has come of the list
  std::string check_text_;
  std::vector<std::string> words_;
  std::optional<check_result> checked_;
  bool ready_ = false;
};

}  // namespace millrace::viewer
