#include "exploration/quoted_lines.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <set>

#include <fmt/format.h>

#include "exploration/step_words.h"

namespace millrace::tutor {
namespace {

/// A brace alone says nothing.
bool says_something(const std::string& line) {
  return std::ranges::any_of(line, [](unsigned char each) { return std::isalnum(each) != 0; });
}

/// Without indentation, and what would steer a terminal.
std::string plain(std::string line) {
  std::erase_if(line, [](unsigned char each) { return (each < 0x20 && each != '\t') || each == 0x7f; });
  line.erase(line.begin(),
             std::ranges::find_if(line, [](unsigned char each) { return std::isspace(each) == 0; }));
  return line;
}

}  // namespace

std::string quoted_lines(const std::vector<code_place>& places, int width) {
  std::map<std::string, std::set<int>> wanted;
  std::size_t widest = 0;
  for (const auto& each : places) {
    wanted[each.file].insert(each.line);
    widest = std::max(widest, place_name(each).size());
  }
  const std::size_t room = static_cast<std::size_t>(std::max(width, 80)) - widest - 7;
  std::string text;
  for (const auto& [name, lines] : wanted) {
    std::ifstream file(name);
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
      if (lines.contains(number) && says_something(line))
        text += fmt::format("     {:{}}  {}\n", place_name({{}, name, number}), widest,
                            plain(line).substr(0, room));
    }
  }
  return text;
}

}  // namespace millrace::tutor
