#include "reading/json_documents.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "reading/results.h"

namespace millrace::compare {
namespace {

/// Cuts text into top-level documents, and writes null for numbers that JSON cannot say.
class splitter {
 public:
  explicit splitter(std::string_view text) : text_(text) {}

  /// The next document; empty at the end. What is no document is passed over to the next one's brace.
  std::string next() {
    std::string document;
    while (at_ < text_.size() && text_[at_] != '{' && text_[at_] != '[') step();
    begun_at_ = line_;
    for (int depth = 0; at_ < text_.size();) {
      const char c = text_[at_];
      if (c == '"') {
        take_string(document);
        continue;
      }
      if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
        take_word(document);
        continue;
      }
      document += c;
      step();
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) break;
    }
    return document;
  }
  /// The line where the latest document began, from 1.
  int line() const { return begun_at_; }

 private:
  void step() {
    if (text_[at_++] == '\n') ++line_;
  }

  void take_string(std::string& into) {
    into += '"';
    for (step(); at_ < text_.size();) {
      const char c = text_[at_];
      into += c;
      step();
      if (c == '"') return;
      if (c == '\\' && at_ < text_.size()) {
        into += text_[at_];
        step();
      }
    }
  }

  void take_word(std::string& into) {
    std::string word;
    while (at_ < text_.size() && std::isalpha(static_cast<unsigned char>(text_[at_])) != 0) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(text_[at_])));
      step();
    }
    const bool no_number = word == "nan" || word == "inf" || word == "infinity";
    if (no_number && into.ends_with('-')) into.pop_back();
    into += no_number ? "null" : word;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  int begun_at_ = 1;
};

}  // namespace

json_documents read_json_documents(std::string_view text, const std::string& file) {
  json_documents read;
  splitter parts(text);
  for (auto part = parts.next(); !part.empty(); part = parts.next()) {
    if (read.all.empty()) read.lines_before = parts.line() - 1;
    try {
      read.all.push_back(nlohmann::json::parse(part));
    } catch (const nlohmann::json::exception& error) {
      const auto* broken = dynamic_cast<const nlohmann::json::parse_error*>(&error);
      const auto upto = std::min(broken ? broken->byte : 0, part.size());
      const auto line = parts.line() + std::count(part.begin(), part.begin() + static_cast<long>(upto), '\n');
      throw cannot_compare(
          fmt::format("{}, line {}: the JSON breaks off or is damaged; let the benchmark write it again with "
                      "--benchmark_out={} --benchmark_out_format=json",
                      file, line, file));
    }
  }
  return read;
}

}  // namespace millrace::compare
