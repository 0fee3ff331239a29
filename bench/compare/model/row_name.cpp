#include "model/row_name.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace millrace::compare {
namespace {

bool is_decoration(std::string_view part) {
  static constexpr std::array<std::string_view, 4> begins = {
      "min_time:", "min_warmup_time:", "iterations:", "repeats:"};
  static constexpr std::array<std::string_view, 4> words = {"real_time", "process_time", "manual_time",
                                                            "threads:1"};
  return std::ranges::any_of(begins, [&](auto begin) { return part.starts_with(begin); }) ||
         std::ranges::find(words, part) != words.end();
}

}  // namespace

std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts(1);
  int nested = 0;
  for (const char c : name) {
    if (c == '<') ++nested;
    if (c == '>' && nested > 0) --nested;
    if (c == '/' && nested == 0)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

std::string match_key(const std::string& name) {
  std::string key;
  bool first = true;
  for (const auto& part : parts_of(name)) {
    if (!first && is_decoration(part)) continue;
    key += (first ? "" : "/") + part;
    first = false;
  }
  return key;
}

std::optional<numeric_part> numeric(const std::string& part) {
  numeric_part read;
  std::string_view digits = part;
  if (const auto colon = part.rfind(':'); colon != std::string::npos) {
    read.key = part.substr(0, colon);
    digits.remove_prefix(colon + 1);
  }
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), read.value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return read;
}

}  // namespace millrace::compare
