#include "terminal/style.h"

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <cwchar>
#include <sstream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace millrace::tutor {
namespace {

winsize size_of(int descriptor) {
  winsize size{};
  ioctl(descriptor, TIOCGWINSZ, &size);
  return size;
}

/// The code point at `text[i]`; `i` moves behind it. A broken byte counts as one column.
char32_t next_code_point(std::string_view text, std::size_t& i) {
  const auto byte = static_cast<unsigned char>(text[i++]);
  const int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : 0;
  char32_t point = more == 0 ? byte : byte & (0x3F >> more);
  for (int n = 0; n < more && i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80; ++n) {
    point = (point << 6) | (static_cast<unsigned char>(text[i++]) & 0x3F);
  }
  return point;
}

std::size_t width_of(char32_t point) {
  if (point < 0x80) return 1;
  static const bool locale_set = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr;
  const int width = locale_set ? wcwidth(static_cast<wchar_t>(point)) : 1;
  return width < 0 ? 1 : static_cast<std::size_t>(width);
}

}  // namespace

style style::for_output(int descriptor) {
  const char* terminal = std::getenv("TERM");
  const char* no_colour = std::getenv("NO_COLOR");
  const bool dumb = !terminal || std::string_view(terminal) == "dumb";
  return style(isatty(descriptor) == 1 && !dumb && !(no_colour && *no_colour));
}

std::string style::in(std::string_view code, std::string_view text) const {
  if (!colours_ || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code) + 'm' + std::string(text) + "\x1b[0m";
}

int text_width(int descriptor) {
  const int columns = size_of(descriptor).ws_col;
  return columns == 0 ? 80 : std::clamp(columns, 20, 100);
}

int terminal_rows(int descriptor) {
  const int rows = size_of(descriptor).ws_row;
  return rows == 0 ? 24 : rows;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\x1b') {
      i = std::min(text.find('m', i), text.size() - 1) + 1;
      continue;
    }
    width += width_of(next_code_point(text, i));
  }
  return width;
}

std::string wrapped(std::string_view text, int width, std::string_view first, std::string_view indent) {
  std::string result;
  std::string line(first);
  bool line_has_word = false;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    const bool fits = display_width(line) + (line_has_word ? 1 : 0) + display_width(word) <=
                      static_cast<std::size_t>(width);
    if (line_has_word && !fits) {
      result += line + '\n';
      line = indent;
      line_has_word = false;
    }
    line += (line_has_word ? " " : "") + word;
    line_has_word = true;
  }
  return result + line + '\n';
}

}  // namespace millrace::tutor
