#pragma once

#include <string>
#include <vector>

#include "model/session.h"

namespace millrace::viewer::terminal {

/// How the terminal is.
struct terminal_size {
  int columns = 100;
  int lines = 40;
  bool colours = false;
};

/// One track as text that fits the terminal: its numbers, resources, and tasks grouped by what they do and
/// where.
std::vector<std::string> screen(const track& seen, const std::string& trouble, const terminal_size& on);

}  // namespace millrace::viewer::terminal
