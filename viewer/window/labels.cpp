#include "window/labels.h"

namespace millrace::viewer {
namespace {

// Of the one thread that draws, as Dear ImGui's current context.
bool collecting = false;
std::vector<labelled_item> collected;

}  // namespace

void label_item(const char* label) {
  if (!collecting) return;
  const ImDrawList& list = *ImGui::GetWindowDrawList();
  collected.push_back({label, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), list.GetClipRectMin(),
                       list.GetClipRectMax()});
}

void start_labels() {
  collecting = true;
  collected.clear();
}

void stop_labels() {
  collecting = false;
}

const std::vector<labelled_item>& labels() {
  return collected;
}

}  // namespace millrace::viewer
