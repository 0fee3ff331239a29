#include <algorithm>
#include <charconv>

#include <millrace/harness/reports/sanitizer_text.h>

namespace millrace::harness {

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::optional<place> read_place(std::string_view text) {
  const auto number_behind = [](std::string_view part, std::size_t colon) -> std::optional<int> {
    int value = 0;
    const auto digits = part.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
  };
  const auto last = text.rfind(':');
  if (last == std::string_view::npos || last == 0) return std::nullopt;
  const auto last_number = number_behind(text, last);
  if (!last_number) return std::nullopt;
  const auto file_and_line = text.substr(0, last);
  const auto before = file_and_line.rfind(':');
  if (before != std::string_view::npos && before > 0) {
    if (const auto line = number_behind(file_and_line, before)) {
      return place{std::string(file_and_line.substr(0, before)), *line};
    }
  }
  return place{std::string(file_and_line), *last_number};
}

namespace {

/// "function /path/file.cpp:14:3 (module+0x12) (BuildId: 1f2e)" without what it ends in; newer sanitizers
/// write the second.
std::string_view without_module(std::string_view line) {
  while (line.ends_with(')')) {
    const auto group = line.rfind(" (");
    if (group == std::string_view::npos) break;
    const auto words = line.substr(group);
    if (!words.starts_with(" (BuildId: ") && words.find("+0x") == std::string_view::npos) break;
    line = line.substr(0, group);
  }
  return line;
}

}  // namespace

std::optional<frame> read_frame(std::string_view line) {
  line = trim(line);
  if (line.size() < 2 || line[0] != '#' || line[1] < '0' || line[1] > '9') return std::nullopt;
  line.remove_prefix(std::min(line.find(' '), line.size()));
  line = trim(line);
  if (line.starts_with("0x")) {
    const auto in = line.find(" in ");
    if (in == std::string_view::npos) return frame{"?", {}};
    line = trim(line.substr(in + 4));
  }
  line = without_module(line);
  // What is left is "function /path/file.cpp:14:3", or "function <null>".
  const auto space = line.rfind(" /");
  if (space != std::string_view::npos) {
    if (const auto at = read_place(line.substr(space + 1)))
      return frame{std::string(trim(line.substr(0, space))), *at};
  }
  if (line.ends_with(" <null>")) line.remove_suffix(7);
  return frame{std::string(trim(line)), {}};
}

void add_or_count(std::vector<finding>& findings, finding found) {
  const auto same = std::ranges::find_if(findings, [&](const finding& known) {
    return known.kind == found.kind && known.where.file == found.where.file &&
           known.where.line == found.where.line;
  });
  if (same == findings.end()) {
    findings.push_back(std::move(found));
  } else {
    ++same->count;
  }
}

std::string short_place(const place& at) {
  if (!at.known()) return "an unknown place";
  const auto slash = at.file.rfind('/');
  return at.file.substr(slash == std::string::npos ? 0 : slash + 1) + ':' + std::to_string(at.line);
}

}  // namespace millrace::harness
