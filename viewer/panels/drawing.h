#pragma once

#include <imgui.h>
#include <string>
#include <string_view>

#include "model/world.h"
#include "panels/panel.h"
#include "window/appearance.h"
#include "window/markers.h"
#include "window/theme.h"

namespace millrace::viewer {

/// How a task looks, everywhere: by what it does.
struct look {
  meaning colour;
  marker shape;
  const char* word;
};
look look_of(const probe::task_view& task);

/// The colour of a track: of its candidate, or of its place beside the others.
meaning track_meaning(const sight& on, std::size_t track);

/// "12.3 ms", "4.0 s", "850 us".
std::string in_words(double seconds);
/// "12 k", "3.4 M".
std::string in_short(double number);

/// The size that a font was loaded for.
float size_of(const ImFont& font);

/// Text in a box: cut with an ellipsis if it is too wide.
void text_in(ImDrawList& into, ImVec2 at, float width, ImU32 colour, std::string_view text,
             ImFont* font = nullptr);
/// Text that ends at, or is centred on, x.
void text_centred(ImDrawList& into, ImVec2 middle, ImU32 colour, const std::string& text,
                  ImFont* font = nullptr);

}  // namespace millrace::viewer
