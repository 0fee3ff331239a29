#include "panels/side.h"

#include <algorithm>
#include <map>

#include "diagnoses/phrases.h"
#include "panels/drawing.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

void heading(const char* text) {
  ImGui::PushStyleColor(ImGuiCol_Text, color_vector(meaning::muted));
  ImGui::TextUnformatted(text);
  ImGui::PopStyleColor();
}

void mark(marker shape, meaning colour) {
  const float u = ImGui::GetFontSize();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_marker(*ImGui::GetWindowDrawList(), shape, {at.x + 0.5F * u, at.y + 0.55F * u}, 0.35F * u,
              color(colour));
  ImGui::Dummy({u, u});
  ImGui::SameLine();
}

void draw_warning(const warning& each, meaning candidate, double now) {
  mark(marker::triangle_up, candidate);
  ImGui::BeginGroup();
  ImGui::TextWrapped("%.*s", static_cast<int>(each.kind.size()), each.kind.data());
  ImGui::PushStyleColor(ImGuiCol_Text, color_vector(meaning::muted));
  ImGui::TextWrapped("%s", each.says.c_str());
  if (!each.place.empty())
    ImGui::TextWrapped("%s, for %s", short_place(each.place).c_str(), in_words(now - each.since).c_str());
  ImGui::PopStyleColor();
  ImGui::EndGroup();
}

void draw_warnings(sight& on) {
  heading("WARNINGS");
  bool any = false;
  for (std::size_t i = 0; i < on.warnings.size(); ++i) {
    for (const auto& each : on.warnings[i]) {
      draw_warning(each, track_meaning(on, i), on.at());
      any = true;
    }
  }
  if (!any) ImGui::TextUnformatted("none");
}

void draw_promises(sight& on) {
  bool any = false;
  for (std::size_t i = 0; i < on.tracks(); ++i) {
    for (const auto& each : on.watched.tracks()[i]->from->broken_promises()) {
      if (!any) {
        ImGui::Spacing();
        heading("PROMISES BROKEN IN THE LAST ROUND");
      }
      any = true;
      mark(marker::cross, track_meaning(on, i));
      ImGui::TextWrapped("%s", each.c_str());
    }
  }
}

/// One slider acts on all tracks: what stands beside each other stays comparable.
void draw_knobs(sight& on) {
  std::map<std::string, knob> knobs;
  for (const auto& each : on.watched.tracks()) {
    for (const auto& one : each->from->knobs()) knobs.emplace(one.name, one);
  }
  if (knobs.empty()) return;
  ImGui::Spacing();
  heading("KNOBS");
  for (const auto& [name, one] : knobs) {
    auto value = static_cast<int>(one.value);
    ImGui::TextUnformatted(name.c_str());
    ImGui::SetNextItemWidth(-1);
    const char* form = name == "rate" && value == 0      ? "as fast as answered"
                       : name == "clients" && value == 0 ? "all"
                                                         : "%d";
    if (ImGui::SliderInt(("##" + name).c_str(), &value, static_cast<int>(one.least),
                         static_cast<int>(one.most), form))
      on.watched.turn(name, value);
    label_item(("knob " + name).c_str());
    if (ImGui::IsItemHovered() && !one.says.empty()) ImGui::SetTooltip("%s", one.says.c_str());
  }
}

void draw_legend() {
  ImGui::Spacing();
  heading("TASKS ARE");
  const struct {
    marker shape;
    meaning colour;
    const char* says;
  } all[] = {{marker::disc, meaning::running, "running"},
             {marker::square, meaning::blocked, "blocked"},
             {marker::diamond, meaning::waiting_for_lock, "waiting for a lock"},
             {marker::ring, meaning::idle, "idle: next job, tick, sleep"}};
  for (const auto& each : all) {
    mark(each.shape, each.colour);
    ImGui::TextUnformatted(each.says);
  }
}

}  // namespace

void draw_side(sight& on) {
  draw_warnings(on);
  draw_promises(on);
  draw_knobs(on);
  draw_legend();
}

}  // namespace millrace::viewer
