#pragma once

#include <imgui.h>
#include <optional>
#include <string>

namespace millrace::viewer {

struct rectangle {
  ImVec2 from;
  ImVec2 to;
};

/// Remembers where the last widget was drawn, by a name that stays the same: so that a test can click it.
void label_item(const std::string& name);
/// Where something of that name was drawn in the newest frame.
std::optional<rectangle> labelled(const std::string& name);
/// Before each frame.
void forget_labels();

}  // namespace millrace::viewer
