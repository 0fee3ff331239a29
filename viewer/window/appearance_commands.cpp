#include "window/appearance_commands.h"

#include <algorithm>

#include "window/appearance.h"

namespace millrace::viewer {
namespace {

constexpr float step = 0.25F;

command theme_command(const char* name, const char* words, brightness theme) {
  return {name, words, "", [theme] { wanted_appearance().theme = theme; },
          [theme] { return wanted_appearance().theme != theme; }};
}

}  // namespace

void add_appearance_commands(command_registry& commands) {
  commands.add(theme_command("Light theme", "bright white appearance", brightness::light));
  commands.add(theme_command("Dark theme", "night black appearance", brightness::dark));
  commands.add({"Larger", "zoom in scale bigger text", "+",
                [] { wanted_appearance().scale = std::min(largest_scale, wanted_appearance().scale + step); },
                [] { return wanted_appearance().scale < largest_scale; }});
  commands.add(
      {"Smaller", "zoom out scale text", "-",
       [] { wanted_appearance().scale = std::max(smallest_scale, wanted_appearance().scale - step); },
       [] { return wanted_appearance().scale > smallest_scale; }});
  commands.add({"Actual size", "zoom scale normal 100 %", "Ctrl+0", [] { wanted_appearance().scale = 1; }});
}

}  // namespace millrace::viewer
