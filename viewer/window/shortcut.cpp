#include "window/shortcut.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace millrace::viewer {
namespace {

constexpr std::pair<std::string_view, key> names[] = {
    {"Space", key::space},
    {"Escape", key::escape},
    {"Enter", key::enter},
    {"Tab", key::tab},
    {"Right", key::right},
    {"Left", key::left},
    {"Down", key::down},
    {"Up", key::up},
    {"PageUp", key::page_up},
    {"Home", key::home},
    {"End", key::end},
    {"Delete", key::del},
    {"PageDown", key::page_down},
    {"Insert", key::insert},
    {"Backspace", key::backspace},
};

key named_key(std::string_view name) {
  for (const auto& [text, code] : names) {
    if (text == name) return code;
  }
  int number = 0;
  if (name.starts_with('F')) std::from_chars(name.data() + 1, name.data() + name.size(), number);
  if (number < 1 || number > 12) return key::none;
  return static_cast<key>(static_cast<int>(key::f1) + number - 1);
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix) || text.size() == prefix.size()) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool is_function_key(key code) {
  return code >= key::f1 && code <= key::f12;
}

bool typed(char character) {
  const auto& queue = ImGui::GetIO().InputQueueCharacters;
  return std::any_of(queue.begin(), queue.end(),
                     [&](ImWchar each) { return each == static_cast<ImWchar>(character); });
}

}  // namespace

shortcut parse_shortcut(std::string_view text) {
  shortcut parsed;
  std::string_view rest = text;
  parsed.held.ctrl = take(rest, "Ctrl+");
  parsed.held.shift = take(rest, "Shift+");
  parsed.held.alt = take(rest, "Alt+");
  if (rest.size() != 1) {
    parsed.code = named_key(rest);
  } else if (std::isalnum(static_cast<unsigned char>(rest[0]))) {
    parsed.code = static_cast<key>(std::toupper(static_cast<unsigned char>(rest[0])));
  } else if (parsed.held == modifiers{} && std::isgraph(static_cast<unsigned char>(rest[0]))) {
    parsed.character = rest[0];
    return parsed;
  }
  if (parsed.code == key::none) {
    throw std::invalid_argument(
        "'" + std::string(text) +
        "' is no shortcut; write Ctrl+, Shift+, Alt+ in this order, then a key: K, F5, Space, Left");
  }
  return parsed;
}

bool pressed(const shortcut& asked) {
  const bool writes = !asked.held.ctrl && !asked.held.alt && !is_function_key(asked.code);
  if (writes && ImGui::GetIO().WantTextInput) return false;
  if (asked.character != 0) return typed(asked.character);
  return held_modifiers() == asked.held && key_pressed(asked.code);
}

}  // namespace millrace::viewer
