#pragma once

#include <string>
#include <string_view>

namespace millrace::tutor {

/// How text is set off. With colours off every style is plain text: marks and words carry the meaning, colour
/// only helps.
class style {
 public:
  explicit style(bool colours) : colours_(colours) {}

  /// On a terminal, unless NO_COLOR is set or TERM is "dumb".
  static style for_output(int descriptor);

  bool colours() const { return colours_; }
  std::string bold(std::string_view text) const { return in("1", text); }
  std::string dim(std::string_view text) const { return in("2", text); }
  std::string italic(std::string_view text) const { return in("3", text); }
  std::string good(std::string_view text) const { return in("32", text); }
  std::string bad(std::string_view text) const { return in("31", text); }
  std::string accent(std::string_view text) const { return in("36", text); }
  std::string note(std::string_view text) const { return in("33", text); }

 private:
  std::string in(std::string_view code, std::string_view text) const;

  bool colours_;
};

/// Columns of the terminal on that descriptor; 80 if it is none. At most 100: longer lines are hard to read.
int text_width(int descriptor);
/// Rows of the terminal; 24 if it is none.
int terminal_rows(int descriptor);

/// Columns that UTF-8 text takes: escape sequences none, combining marks none, wide characters two.
std::size_t display_width(std::string_view text);

/// Breaks text at spaces so that no line is wider; each line begins with `indent`, the first with `first`. A
/// longer word stays whole.
std::string wrapped(std::string_view text, int width, std::string_view first = "",
                    std::string_view indent = "");

}  // namespace millrace::tutor
