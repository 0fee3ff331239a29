#include "exploration/call_name.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace millrace::tutor {
namespace {

/// "[]", "<<", "->", "()" that stand behind `operator`; empty behind another word. A template's arguments may
/// follow.
std::string_view operator_sign(std::string_view name) {
  constexpr std::string_view signs[] = {
      "()", "[]", "->*", "->", "<=>", "<<=", ">>=", "<<", ">>", "<=", ">=", "==", "!=",
      "&&", "||", "++",  "--", "+=",  "-=",  "*=",  "/=", "%=", "^=", "&=", "|=", "+",
      "-",  "*",  "/",   "%",  "^",   "&",   "|",   "~",  "!",  "=",  "<",  ">",  ","};
  for (const auto sign : signs) {
    if (name.starts_with(sign)) return sign;
  }
  return {};
}

/// "operator" as a word of its own.
bool ends_with_operator(std::string_view name) {
  constexpr std::string_view word = "operator";
  if (!name.ends_with(word)) return false;
  if (name.size() == word.size()) return true;
  const auto before = static_cast<unsigned char>(name[name.size() - word.size() - 1]);
  return std::isalnum(before) == 0 && before != '_';
}

std::string without_arguments(std::string_view name) {
  std::string kept;
  int depth = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (depth == 0 && ends_with_operator(kept)) {
      const auto sign = operator_sign(name.substr(i));
      kept += sign;
      i += sign.size();
      if (i == name.size()) break;
    }
    if (name[i] == '<') ++depth;
    if (depth == 0 && name[i] == '(') break;
    if (depth == 0) kept += name[i];
    if (name[i] == '>') --depth;
  }
  return kept;
}

void erase_all(std::string& from, std::string_view part) {
  for (auto at = from.find(part); at != std::string::npos; at = from.find(part)) from.erase(at, part.size());
}

/// Where the one that is closed there was opened.
std::size_t matching_parenthesis(const std::string& name, std::size_t closing) {
  int open = 0;
  for (std::size_t at = closing + 1; at-- > 0;) {
    if (name[at] == ')') ++open;
    if (name[at] == '(' && --open == 0) return at;
  }
  return closing;
}

/// "main::lambda" of "main::{lambda(int)#1}::operator()(int) const".
std::string with_plain_lambdas(std::string name) {
  constexpr std::string_view begins = "{lambda(";
  for (auto at = name.find(begins); at != std::string::npos; at = name.find(begins, at)) {
    const auto end = name.find('}', name.find('#', at));
    if (end == std::string::npos) break;
    name.replace(at, end + 1 - at, "lambda");
    // The function that it stands in has arguments, too.
    if (at >= 3 && name.compare(at - 3, 3, ")::") == 0) {
      const auto begin = matching_parenthesis(name, at - 3);
      name.erase(begin, at - 2 - begin);
    }
  }
  erase_all(name, "::operator()");
  return name;
}

}  // namespace

std::string call_name(const std::string& function) {
  std::string name = function;
  erase_all(name, "(anonymous namespace)::");
  erase_all(name, "[abi:cxx11]");
  if (name.find("{lambda(") != std::string::npos) name = with_plain_lambdas(std::move(name));
  name = without_arguments(name);
  while (name.ends_with(' ')) name.pop_back();
  const auto result_type = name.rfind(' ', name.find("operator"));
  if (result_type != std::string::npos) name.erase(0, result_type + 1);
  auto begin = name.rfind("::");
  if (begin == std::string::npos || begin == 0) return name;
  begin = name.rfind("::", begin - 1);
  return begin == std::string::npos ? name : name.substr(begin + 2);
}

}  // namespace millrace::tutor
