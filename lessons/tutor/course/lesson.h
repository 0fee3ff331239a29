#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "course/project.h"

namespace millrace::tutor {

/// A question with choices, one of which is right.
struct question {
  std::string text;
  std::vector<std::string> choices;
  int answer = 0;  ///< 1-based
  std::string because;
};

/// A part of a lesson's text: what stands under one heading, with it.
struct section {
  std::string heading;
  std::string markdown;
};

/// When a section is shown: before the prediction, after the broken run, or once the learner's candidate
/// passes.
enum class phase { before, after_broken, after_pass };

struct lesson {
  std::filesystem::path file;
  std::string name;  ///< of the file and of the lab
  std::string lab;   ///< "races/request-counter"
  std::string title;
  int order = 0;
  question prediction;
  std::vector<std::string> hints;
  std::string transfer_code;
  question transfer;
  std::vector<section> sections;

  /// The sections of a phase, as one Markdown text.
  std::string text_of(phase when) const;
};

phase phase_of(const std::string& heading);

/// The headings that a lesson must have, in this order.
const std::vector<std::string>& required_headings();

/// Throws cannot_run with file and line for anything that is missing or malformed.
lesson read_lesson(const std::filesystem::path& file);

/// A file that begins with a block of TOML between two lines of +++.
struct front_matter {
  std::string toml;
  std::string body;
};
front_matter split_front_matter(const std::filesystem::path& file);

}  // namespace millrace::tutor
