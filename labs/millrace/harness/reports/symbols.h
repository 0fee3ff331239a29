#pragma once

#include <map>
#include <string>
#include <vector>

#include <millrace/harness/reports/finding.h>

namespace millrace::harness {

/// Source lines of a program's code, from its debug information by binutils' addr2line. Inlined calls are
/// frames too.
class symbols {
 public:
  explicit symbols(std::string program) : program_(std::move(program)) {}

  /// Looks up many at once: one addr2line run. Offsets are hexadecimal without "0x", return addresses.
  void load(const std::vector<std::string>& offsets);
  /// The frames at an offset, innermost first; empty if unknown. `load` it first.
  const std::vector<frame>& at(const std::string& offset) const;

 private:
  std::string program_;
  std::map<std::string, std::vector<frame>> known_;
};

}  // namespace millrace::harness
