#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "course/lab.h"
#include "course/project.h"

namespace millrace::tutor {

/// The learner's working copies. Nothing in it is ever overwritten or deleted.
class workspace {
 public:
  explicit workspace(const project& where) : folder_(where.workspace()) {}

  std::filesystem::path copy_of(const lab& which) const { return folder_ / (which.name + ".cpp"); }
  bool has(const lab& which) const { return std::filesystem::exists(copy_of(which)); }
  /// Makes the working copy from broken.cpp if there is none. True if it made one.
  bool open(const lab& which) const;
  /// A fresh copy of broken.cpp; the one so far is kept. Returns where it is kept, if there was one.
  std::optional<std::filesystem::path> reset(const lab& which) const;

 private:
  std::filesystem::path folder_;
};

/// "20261123T221500Z"
std::string utc_timestamp();

}  // namespace millrace::tutor
