#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "course/project.h"

namespace millrace::tutor {

/// What broken.cpp must show under one instrument: broken for another reason is a failed test.
struct symptom {
  std::string kind;  ///< of the finding
  std::string at;    ///< a text in the source line that it points at; empty: anywhere
  std::string says;  ///< a text in its message; empty: anything
};

/// A number that whoever runs the lab may turn.
struct knob {
  std::string name;
  long least = 0;
  long most = 0;
  long otherwise = 0;  ///< what it is if nobody turns it
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

  std::vector<knob> knobs;
  long most_tasks = 0;  ///< its bound; 0: none
  long live_rate = 0;   ///< requests a second while somebody watches; 0: as fast as they are answered

  /// Does the schedule explorer show its bug, at least at times?
  bool explored() const { return symptoms.contains("explore") || may.contains("explore"); }
  std::filesystem::path description() const { return directory / "lab.toml"; }
  std::filesystem::path source(const std::string& candidate) const {
    return directory / (candidate + ".cpp");
  }
};

lab read_lab(const std::filesystem::path& file);

}  // namespace millrace::tutor
