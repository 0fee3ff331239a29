#pragma once

#include <imgui.h>
#include <string>
#include <vector>

namespace millrace::viewer {

/// Where a widget was in the newest frame, in pixels.
struct labelled_item {
  std::string label;
  ImVec2 from, to;            ///< its rectangle
  ImVec2 clip_from, clip_to;  ///< what of its window can be seen
  bool visible() const {
    return from.x < clip_to.x && to.x > clip_from.x && from.y < clip_to.y && to.y > clip_from.y;
  }
  bool whole() const {
    return from.x >= clip_from.x && to.x <= clip_to.x && from.y >= clip_from.y && to.y <= clip_to.y;
  }
};

/// To be called right after a widget: names it, so that a test can find it. Costs next to nothing in a
/// window, where nobody asks. Of the one thread that draws.
void label_item(const char* label);

/// Begins to collect labels, of one frame each: a frame forgets the one before.
void start_labels();
void stop_labels();
/// Labels of the newest frame, in the order of drawing.
const std::vector<labelled_item>& labels();

}  // namespace millrace::viewer
