#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <millrace/harness/reports/finding.h>
#include <millrace/probe/source_lines.h>

namespace millrace::harness {

/// Source lines of a program's code, from its debug information by binutils' addr2line. Inlined calls are
/// frames too.
class symbols {
 public:
  explicit symbols(std::string program) : program_(std::move(program)) {}

  /// The frames at an offset, innermost first; empty if unknown. An offset is hexadecimal without "0x", a
  /// return address.
  const std::vector<frame>& at(const std::string& offset);

 private:
  std::string program_;
  std::optional<probe::source_lines> lines_;  ///< from the first question on
  std::map<std::string, std::vector<frame>> known_;
};

}  // namespace millrace::harness
