#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "course/project.h"

namespace millrace::tutor {

/// What stands behind `millrace explore --`: sources and compiler flags, and behind another -- the words for
/// the program itself.
struct explored_words {
  std::vector<std::string> sources;
  std::vector<std::string> flags;      ///< for the compiler and the linker
  std::vector<std::string> arguments;  ///< for the program

  /// Throws cannot_run if there is no source.
  static explored_words from(const std::vector<std::string>& words);
};

/// A folder for what is built on the way; gone with this.
class build_folder {
 public:
  build_folder();
  ~build_folder();
  build_folder(const build_folder&) = delete;
  build_folder& operator=(const build_folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Compiles the sources as the explorer needs them, links them with its runtime, and returns the program.
/// Throws cannot_run, with the compiler's own words, if they do not compile.
std::filesystem::path build_explored(const project& where, const explored_words& what,
                                     const std::filesystem::path& folder);

}  // namespace millrace::tutor
