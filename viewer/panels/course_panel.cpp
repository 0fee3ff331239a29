#include "panels/course_panel.h"

#include <filesystem>
#include <string>

#include "panels/drawing.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

/// In the desktop's editor for such files; the path is shown for those who have another.
void open_in_editor(const std::string& file) {
  try {
    // xdg-open hands the file over and ends.
    player({"/usr/bin/env", "xdg-open", file}).lines();
  } catch (const std::exception&) {
  }
}

bool small_button(const char* text, const std::string& lesson) {
  const std::string label = std::string(text) + "##" + lesson;
  const bool pressed = ImGui::SmallButton(label.c_str());
  label_item((text + (" " + lesson)).c_str());
  return pressed;
}

const char* state_of(const lesson& one) {
  return one.passed ? "passed" : one.checks > 0 ? "begun" : "";
}

}  // namespace

void course_panel::draw(sight&) {
  if (course_.lessons().empty()) {
    ImGui::TextColored(color_vector(meaning::muted), "%s",
                       course_.says().empty()
                           ? "The course is shown when the viewer was opened by millrace view."
                           : course_.says().c_str());
    return;
  }
  if (!course_.says().empty())
    ImGui::TextColored(color_vector(meaning::warning), "%s", course_.says().c_str());
  draw_check();
  draw_lessons();
}

void course_panel::draw_check() const {
  const auto& checked = course_.checked();
  if (!checked) return;
  const bool good = checked->verdict == "pass";
  marker_item(good ? meaning::accepted : meaning::failed);
  ImGui::SameLine();
  ImGui::Text("your %s: %s", checked->lab.c_str(), checked->verdict.c_str());
  for (const auto& each : checked->findings) ImGui::TextWrapped("%s", each.c_str());
  if (!checked->evidence.empty())
    ImGui::TextColored(color_vector(meaning::muted), "evidence: %s", checked->evidence.c_str());
}

void course_panel::draw_lessons() {
  if (!ImGui::BeginTable("lessons", 4, ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg)) return;
  const float u = ImGui::GetFontSize();
  ImGui::TableSetupColumn("lesson", ImGuiTableColumnFlags_WidthStretch, 11 * u);
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthStretch, 18 * u);
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, 4.5F * u);
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, 19 * u);
  for (const auto& one : course_.lessons()) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(one.name.c_str());
    ImGui::TableNextColumn();
    ImGui::TextColored(color_vector(meaning::muted), "%s", one.title.c_str());
    ImGui::TableNextColumn();
    ImGui::TextColored(color_vector(one.passed ? meaning::accepted : meaning::muted), "%s", state_of(one));
    ImGui::TableNextColumn();
    if (small_button("Watch", one.name)) course_.prepare(one.name);
    ImGui::SameLine();
    if (small_button("Check yours", one.name)) course_.check(one.name);
    if (!std::filesystem::exists(one.working_copy)) continue;
    ImGui::SameLine();
    if (small_button("Open yours", one.name)) open_in_editor(one.working_copy);
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", one.working_copy.c_str());
  }
  ImGui::EndTable();
}

}  // namespace millrace::viewer
