#include "verdict/compiler_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <sstream>
#include <string_view>

// Plain searches: std::regex of libstdc++ recurses for each character of a line, and template errors are
// long.
namespace millrace::tutor {
namespace {

constexpr std::array<std::string_view, 2> linker_words = {"undefined reference to ",
                                                          "multiple definition of "};

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// Takes ":12" off the end.
std::optional<int> take_number(std::string_view& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  int number = 0;
  const auto* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data() + colon + 1, last, number);
  if (error != std::errc() || end != last) return std::nullopt;
  text = text.substr(0, colon);
  return number;
}

std::optional<diagnostic> compiler_error(std::string_view line) {
  for (const std::string_view mark : {": error: ", ": fatal error: "}) {
    const auto at = line.find(mark);
    if (at == std::string_view::npos) continue;
    auto file = line.substr(0, at);
    const auto column = take_number(file);
    const auto number = column ? take_number(file) : std::nullopt;
    if (!number || file.empty()) continue;
    return diagnostic{std::string(file), *number, *column, std::string(line.substr(at + mark.size()))};
  }
  return std::nullopt;
}

/// "/x/main.cpp:87: undefined reference to `service'": the file's name without its folder.
std::optional<diagnostic> linker_error(std::string_view line) {
  for (const auto words : linker_words) {
    const auto at = line.find(words);
    const auto extension = line.substr(0, at).find(".cpp:");
    if (at == std::string_view::npos || extension == std::string_view::npos) continue;
    const auto stem = line.substr(0, extension);
    const auto name = stem.substr(stem.find_last_of("/: \t") + 1);  // npos + 1: from the beginning
    diagnostic found{std::string(name) + ".cpp", 0, 0, std::string(line.substr(at))};
    std::from_chars(line.data() + extension + 5, line.data() + line.size(), found.line);
    return found;
  }
  return std::nullopt;
}

}  // namespace

diagnostic first_error_in(const std::string& log) {
  std::istringstream lines(log);
  std::optional<diagnostic> of_linker;
  for (std::string line; std::getline(lines, line);) {
    if (auto error = compiler_error(line)) return *error;
    if (!of_linker) of_linker = linker_error(line);
  }
  return of_linker.value_or(diagnostic{});
}

bool points_into(const std::filesystem::path& source, const std::string& log) {
  if (log.find("No space left on device") != std::string::npos) return false;
  const auto says = [&](std::string_view words) { return log.find(words) != std::string::npos; };
  if (std::ranges::any_of(linker_words, says)) return true;
  // With line and column: "In file included from yours.cpp:3:" has none.
  const std::string name = '/' + source.filename().string() + ':';
  for (auto at = log.find(name); at != std::string::npos; at = log.find(name, at + 1)) {
    const auto line = at + name.size();
    const auto colon = log.find_first_not_of("0123456789", line);
    if (colon != line && colon + 1 < log.size() && log[colon] == ':' && is_digit(log[colon + 1])) return true;
  }
  return false;
}

}  // namespace millrace::tutor
