#include "demo.h"

#include <algorithm>
#include <imgui.h>

#include "window/appearance.h"
#include "window/appearance_commands.h"
#include "window/labels.h"
#include "window/markers.h"

namespace millrace::viewer {
namespace {

struct named_state {
  meaning state;
  const char* name;
};
constexpr named_state shown_states[] = {
    {meaning::running, "running"},
    {meaning::blocked, "blocked"},
    {meaning::waiting_for_lock, "waiting for lock"},
    {meaning::idle, "idle"},
    {meaning::accepted, "accepted"},
    {meaning::refused, "refused"},
    {meaning::failed, "failed"},
    {meaning::warning, "warning"},
};

void text_item(const char* text) {
  ImGui::TextUnformatted(text);
  label_item(text);
}

void gauge(const char* name, meaning meant, float share, float width) {
  text_item(name);
  ImGui::SameLine();
  const float height = ImGui::GetTextLineHeight();
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const ImVec2 to(from.x + width - ImGui::CalcTextSize(name).x - scaled(20), from.y + height);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(from, to, color(meaning::raised), scaled(4));
  list.AddRectFilled(from, ImVec2(from.x + (to.x - from.x) * share, to.y), color(meant), scaled(4));
  ImGui::Dummy(ImVec2(to.x - from.x, height));
}

}  // namespace

demo::demo() {
  commands.add({"Count up", "increment add", "Space", [this] { ++clicks; }});
  commands.add(
      {"Reset the counter", "zero clear", "R", [this] { clicks = 0; }, [this] { return clicks > 0; }});
  add_appearance_commands(commands);
  commands.add({"Close the window", "quit exit", "Ctrl+Q", [this] { over_ = true; }});
}

bool demo::update(double) {
  ++updates;
  return on_update && on_update(*this);
}

void demo::draw() {
  ++draws;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const float margin = scaled(6);
  ImGui::SetNextWindowPos(ImVec2(margin, margin));
  ImGui::SetNextWindowSize(ImVec2(display.x - 2 * margin, display.y - 2 * margin));
  ImGui::Begin("###demo", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
  ImGui::PushFont(font(face::large));
  ImGui::Text("%d", clicks);
  label_item("clicks");
  ImGui::PopFont();
  ImGui::SameLine();
  if (ImGui::Button("Count up")) ++clicks;
  label_item("Count up");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(std::min(scaled(320), ImGui::GetContentRegionAvail().x));
  ImGui::InputTextWithHint("###filter", "Search → task, ≥ 10 ms", typed_, sizeof typed_);
  label_item("filter");
  ImGui::Spacing();
  draw_states();
  ImGui::Spacing();
  draw_gauges();
  ImGui::End();
  palette.draw();
}

void demo::draw_states() {
  const float wide = scaled(180);
  const int columns = std::max(1, static_cast<int>(ImGui::GetContentRegionAvail().x / wide));
  int column = 0;
  for (const auto& [state, name] : shown_states) {
    if (column > 0) ImGui::SameLine(ImGui::GetStyle().WindowPadding.x + static_cast<float>(column) * wide);
    marker_item(state);
    ImGui::SameLine();
    text_item(name);
    column = (column + 1) % columns;
  }
}

void demo::draw_gauges() {
  const float half = ImGui::GetContentRegionAvail().x / 2;
  gauge("queue", meaning::queue_fill, 0.7F, half);
  ImGui::SameLine();
  gauge("bucket", meaning::bucket_fill, 0.35F, half);
  ImGui::PushFont(font(face::mono));
  text_item("broken.cpp:12  std::mutex  0x7f10");
  ImGui::PopFont();
}

}  // namespace millrace::viewer
