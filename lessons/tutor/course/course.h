#pragma once

#include <string>
#include <vector>

#include "course/lab.h"
#include "course/lesson.h"
#include "course/project.h"

namespace millrace::tutor {

struct chapter {
  std::string folder;  ///< "1-handlers"
  std::string title;
  int order = 0;
  std::string introduction;
  std::vector<lesson> lessons;  ///< in order
};

/// All lessons and labs, found by looking at the folders: adding one is adding its files.
struct course {
  std::vector<chapter> chapters;  ///< in order
  std::vector<lab> labs;          ///< by area and name

  /// By "request-counter" or "races/request-counter". Throws cannot_run with the nearest name for an unknown
  /// one.
  const lab& lab_named(const std::string& name) const;
  const lesson& lesson_named(const std::string& name) const;
  /// In the order in which they are taken.
  std::vector<const lesson*> lessons() const;
};

course read_course(const project& where);

}  // namespace millrace::tutor
