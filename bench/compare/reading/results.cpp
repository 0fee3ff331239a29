#include "reading/results.h"

#include <algorithm>

namespace millrace::compare {

result_row& results::row(const std::string& program, const std::string& name_) {
  const auto found = std::ranges::find_if(
      rows, [&](const result_row& each) { return each.program == program && each.name == name_; });
  if (found != rows.end()) return *found;
  auto& made = rows.emplace_back();
  made.program = program;
  made.name = name_;
  return made;
}

}  // namespace millrace::compare
