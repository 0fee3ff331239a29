#include "report/text_table.h"

#include <algorithm>
#include <numeric>

namespace millrace::compare {

std::string ink::in(std::string_view code, std::string_view text) const {
  if (!colours || text.empty()) return std::string(text);
  if (text.back() == '\n') return in(code, text.substr(0, text.size() - 1)) + '\n';
  return "\x1b[" + std::string(code) + 'm' + std::string(text) + "\x1b[0m";
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  bool colour = false;
  for (const char c : text) {
    if (c == '\x1b') colour = true;
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (!colour && !continues) ++columns;
    if (c == 'm') colour = false;
  }
  return columns;
}

std::string folded(std::string_view text, std::size_t columns, std::string_view indent) {
  std::string all;
  const auto room = std::max<std::size_t>(columns, indent.size() + 10);
  while (text.size() > room - (all.empty() ? 0 : indent.size())) {
    const auto fits = room - (all.empty() ? 0 : indent.size());
    auto cut = text.rfind(' ', fits);
    const bool at_space = cut != std::string_view::npos && cut > 0;
    if (!at_space) cut = fits;
    // Not within a code point.
    while (!at_space && cut > 1 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    all += (all.empty() ? "" : std::string(indent)) + std::string(text.substr(0, cut)) + '\n';
    text.remove_prefix(cut + (at_space ? 1 : 0));
  }
  return all + (all.empty() ? "" : std::string(indent)) + std::string(text) + '\n';
}

std::vector<std::size_t> text_table::widths() const {
  std::vector<std::size_t> all(right_.size());
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) all[i] = std::max(all[i], columns_of(row[i]));
  }
  return all;
}

std::size_t text_table::width() const {
  const auto all = widths();
  const auto shown =
      static_cast<std::size_t>(std::ranges::count_if(all, [](auto width) { return width > 0; }));
  return std::accumulate(all.begin(), all.end(), std::size_t{0}) + (shown > 0 ? 2 * (shown - 1) : 0);
}

std::string text_table::text() const {
  const auto all = widths();
  std::string text;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (all[i] == 0) continue;
      const std::string space(all[i] - columns_of(row[i]), ' ');
      line += (line.empty() ? "" : "  ") + (right_[i] ? space + row[i] : row[i] + space);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace millrace::compare
