#include "window/labels.h"

#include <map>

namespace millrace::viewer {
namespace {

// Of the one thread that draws.
std::map<std::string, rectangle>& drawn() {
  static std::map<std::string, rectangle> all;
  return all;
}

}  // namespace

void label_item(const std::string& name) {
  drawn()[name] = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
}

std::optional<rectangle> labelled(const std::string& name) {
  const auto found = drawn().find(name);
  return found == drawn().end() ? std::nullopt : std::optional(found->second);
}

void forget_labels() {
  drawn().clear();
}

}  // namespace millrace::viewer
