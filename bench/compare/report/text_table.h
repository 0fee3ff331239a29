#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::compare {

/// Colours for a terminal; without them text stays as it is. Words carry the meaning.
struct ink {
  bool colours = false;

  std::string in(std::string_view code, std::string_view text) const;
  std::string bold(std::string_view text) const { return in("1", text); }
  std::string dim(std::string_view text) const { return in("2", text); }
  std::string good(std::string_view text) const { return in("32", text); }
  std::string bad(std::string_view text) const { return in("31", text); }
  std::string note(std::string_view text) const { return in("33", text); }
};

/// Columns that text takes, a code point each; colours take none.
std::size_t columns_of(std::string_view text);

/// Text cut into lines of at most so many columns: at spaces, and within a longer word. Lines behind the
/// first begin with `indent`.
std::string folded(std::string_view text, std::size_t columns, std::string_view indent);

/// Cells below each other.
class text_table {
 public:
  /// `right`: whether each column ends flush.
  explicit text_table(std::vector<bool> right) : right_(std::move(right)) {}

  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  /// Columns of the widest line.
  std::size_t width() const;
  std::string text() const;

 private:
  std::vector<std::size_t> widths() const;

  std::vector<bool> right_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace millrace::compare
