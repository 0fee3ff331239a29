#pragma once

#include <string>

#include "terminal/style.h"

namespace millrace::tutor {

/// Markdown set for a terminal: paragraphs wrapped to `width`, headings, lists, quotes, tables and code.
/// Parsed by md4c.
std::string rendered_markdown(const std::string& markdown, int width, const style& in);

/// One line of C++ or Go with comments, strings and keywords set off.
std::string highlighted_code(const std::string& line, const style& in);

}  // namespace millrace::tutor
