#include "window/commands.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <utility>

namespace millrace::viewer {
namespace {

char lower(char letter) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

}  // namespace

std::optional<int> match(std::string_view typed, std::string_view text) {
  int score = 0;
  std::size_t at = 0;
  std::size_t behind_last = 0;
  for (const char wanted : typed) {
    if (wanted == ' ') continue;
    while (at < text.size() && lower(text[at]) != lower(wanted)) ++at;
    if (at == text.size()) return std::nullopt;
    const bool begins_word = at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]));
    score += 1 + (begins_word ? 4 : 0) + (at > 0 && at == behind_last ? 3 : 0);
    behind_last = ++at;
  }
  return score;
}

void command_registry::add(command added) {
  std::optional<shortcut> keys;
  if (!added.keys.empty()) keys = parse_shortcut(added.keys);
  for (std::size_t i = 0; i < commands_.size(); ++i) {
    const bool same_keys = keys && shortcuts_[i] == keys;
    if (commands_[i].name != added.name && !same_keys) continue;
    throw std::invalid_argument("the command '" + added.name + "' cannot be added: its " +
                                (same_keys ? "shortcut " + added.keys : "name") + " is that of '" +
                                commands_[i].name + "'; choose another");
  }
  commands_.push_back(std::move(added));
  shortcuts_.push_back(keys);
}

bool command_registry::run(std::string_view name) const {
  const auto found = std::find_if(commands_.begin(), commands_.end(),
                                  [&](const command& each) { return each.name == name; });
  if (found == commands_.end() || !found->possible()) return false;
  found->action();
  return true;
}

void command_registry::run_pressed() const {
  for (std::size_t i = 0; i < commands_.size(); ++i) {
    if (!shortcuts_[i] || !pressed(*shortcuts_[i]) || !commands_[i].possible()) continue;
    commands_[i].action();
    return;
  }
}

std::vector<const command*> command_registry::matching(std::string_view typed) const {
  std::vector<std::pair<int, const command*>> found;
  for (const command& each : commands_) {
    if (!each.possible()) continue;
    const auto by_name = match(typed, each.name);
    const auto by_words = match(typed, each.words);
    // The name counts more than other words for the same.
    if (by_name || by_words)
      found.emplace_back(std::max(by_name.value_or(0) * 2, by_words.value_or(0)), &each);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<const command*> best_first;
  best_first.reserve(found.size());
  for (const auto& [score, each] : found) best_first.push_back(each);
  return best_first;
}

}  // namespace millrace::viewer
