#pragma once

#include <string>
#include <vector>

#include <millrace/harness/reports/finding.h>

namespace millrace::harness {

/// One task of a candidate, as its census tells it, with source lines.
struct task_entry {
  bool of_program = true;  ///< false: the toolkit's or the harness's own
  task_note note;
  std::vector<frame> spawn_stack;
  std::vector<frame> stack;
};

/// Reads the lines of a census (see candidate/census.cpp). `program`: the candidate's file, for source lines.
std::vector<task_entry> read_tasks(const std::vector<std::string>& lines, const std::string& program,
                                   const source_focus& focus);

}  // namespace millrace::harness
