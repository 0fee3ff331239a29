#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "course/project.h"

namespace millrace::tutor {

/// What broken.cpp must show under one instrument: broken for another reason is a failed test.
struct symptom {
  std::string kind;  ///< of the finding
  std::string at;    ///< a text in the source line that it points at; empty: anywhere
  std::string says;  ///< a text in its message; empty: anything
};

/// One lab's folder, as its lab.toml describes it.
struct lab {
  std::filesystem::path directory;
  std::string name;  ///< "request-counter"
  std::string area;  ///< "races"
  std::string title;
  std::string bug;
  std::string go;
  std::map<std::string, symptom> symptoms;  ///< by instrument
  std::map<std::string, std::string> may;   ///< instruments that see the bug at times, and why only at times

  std::filesystem::path description() const { return directory / "lab.toml"; }
  std::filesystem::path source(const std::string& candidate) const {
    return directory / (candidate + ".cpp");
  }
};

lab read_lab(const std::filesystem::path& file);

}  // namespace millrace::tutor
