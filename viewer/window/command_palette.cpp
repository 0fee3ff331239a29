#include "window/command_palette.h"

#include <algorithm>
#include <utility>

#include "window/appearance.h"
#include "window/labels.h"
#include "window/theme.h"

namespace millrace::viewer {
namespace {

constexpr int most_rows = 9;
constexpr ImGuiWindowFlags overlay = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoMove |
                                     ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoSavedSettings;

/// Puts the next window in the middle, near the top, as wide as wished or as there is room for.
void place_overlay(float wished_width) {
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const float width = std::min(scaled(wished_width), display.x - scaled(24));
  ImGui::SetNextWindowPos(ImVec2((display.x - width) / 2, display.y * 0.1F));
  ImGui::SetNextWindowSizeConstraints(ImVec2(width, 0), ImVec2(width, display.y * 0.85F));
}

bool clicked_outside() {
  return ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
         !ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows |
                                 ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
}

float row_height() {
  return ImGui::GetTextLineHeight() + scaled(12);
}

/// One command as a line to be chosen; true if it was clicked.
bool row(const command& shown, bool chosen) {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const ImVec2 to(from.x + ImGui::GetContentRegionAvail().x, from.y + row_height());
  const bool clicked = ImGui::InvisibleButton(shown.name.c_str(), ImVec2(to.x - from.x, to.y - from.y));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (chosen || ImGui::IsItemHovered()) {
    list.AddRectFilled(from, to, color(meaning::accent, chosen ? 0.28F : 0.14F),
                       ImGui::GetStyle().FrameRounding);
  }
  const float inset = ImGui::GetStyle().FramePadding.x;
  const float line = from.y + scaled(6);
  list.AddText(ImVec2(from.x + inset, line), color(meaning::text), shown.name.c_str());
  const float keys_width = ImGui::CalcTextSize(shown.keys.c_str()).x;
  list.AddText(ImVec2(to.x - inset - keys_width, line), color(meaning::muted), shown.keys.c_str());
  return clicked;
}

}  // namespace

command_palette::command_palette(command_registry& commands) : commands_(&commands) {
  commands.add({"Show all commands", "palette search find", "Ctrl+K", [this] { open_in(state::choosing); }});
  commands.add({"Find a command", "palette search", "Ctrl+Shift+P", [this] { open_in(state::choosing); }});
  commands.add({"Show shortcuts", "keyboard keys help", "?", [this] { open_in(state::showing_shortcuts); }});
}

void command_palette::open_in(state wanted) {
  state_ = wanted;
  opened_now_ = true;
  typed_.fill(0);
  chosen_ = 0;
}

void command_palette::close() {
  state_ = state::closed;
  ImGui::CloseCurrentPopup();
}

void command_palette::draw() {
  if (!open()) commands_->run_pressed();
  if (!open()) return;
  const char* name = state_ == state::choosing ? "###palette" : "###shortcuts";
  if (opened_now_) ImGui::OpenPopup(name);
  place_overlay(state_ == state::choosing ? 560 : 520);
  if (!ImGui::BeginPopupModal(name, nullptr, overlay | ImGuiWindowFlags_AlwaysAutoResize)) {
    state_ = state::closed;
    return;
  }
  if (state_ == state::choosing) {
    draw_choice();
  } else {
    draw_shortcuts();
  }
  if (!opened_now_ && (to_run_ || key_pressed(key::escape) || clicked_outside())) close();
  opened_now_ = false;
  ImGui::EndPopup();
  if (to_run_) {
    const std::string name_to_run = *std::exchange(to_run_, std::nullopt);
    commands_->run(name_to_run);
  }
}

void command_palette::draw_choice() {
  draw_filter();
  matches_ = commands_->matching(typed_.data());
  chosen_ = std::clamp(chosen_, 0, std::max(0, static_cast<int>(matches_.size()) - 1));
  ImGui::Spacing();
  draw_matches();
  ImGui::Dummy(ImVec2(0, scaled(2)));
  ImGui::TextDisabled("↑ ↓ choose    Enter run    Escape close");
}

void command_palette::draw_filter() {
  if (opened_now_) ImGui::SetKeyboardFocusHere();
  ImGui::SetNextItemWidth(-1);
  // As a line with history the field leaves the up and down keys to us, not to keyboard navigation.
  const auto choose = [](ImGuiInputTextCallbackData* data) {
    auto& palette = *static_cast<command_palette*>(data->UserData);
    palette.chosen_moved_ = true;
    if (data->EventFlag == ImGuiInputTextFlags_CallbackHistory) {
      palette.chosen_ += data->EventKey == ImGuiKey_DownArrow ? 1 : -1;
    } else {
      palette.chosen_ = 0;
    }
    return 0;
  };
  const bool entered =
      ImGui::InputTextWithHint("###typed", "Type a command", typed_.data(), typed_.size(),
                               ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackHistory |
                                   ImGuiInputTextFlags_CallbackEdit,
                               choose, this);
  label_item("palette");
  const bool any = chosen_ >= 0 && chosen_ < static_cast<int>(matches_.size());
  if (entered && any) to_run_ = matches_[static_cast<std::size_t>(chosen_)]->name;
}

void command_palette::draw_matches() {
  if (matches_.empty()) {
    ImGui::TextDisabled("No command is called that. Escape closes, Backspace tries again.");
    return;
  }
  const int rows = std::min(most_rows, static_cast<int>(matches_.size()));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGui::BeginChild("###matches", ImVec2(0, static_cast<float>(rows) * row_height()), false,
                    ImGuiWindowFlags_NoNav);
  for (std::size_t i = 0; i < matches_.size(); ++i) {
    const bool is_chosen = static_cast<int>(i) == chosen_;
    if (row(*matches_[i], is_chosen)) to_run_ = matches_[i]->name;
    label_item(("palette/" + matches_[i]->name).c_str());
    if (is_chosen && chosen_moved_) ImGui::SetScrollHereY();
  }
  chosen_moved_ = false;
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

void command_palette::draw_shortcuts() {
  ImGui::TextUnformatted("Shortcuts");
  ImGui::Spacing();
  if (ImGui::BeginTable("###shortcuts", 2, ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_RowBg)) {
    ImGui::TableSetupColumn("keys", ImGuiTableColumnFlags_WidthFixed);
    ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch);
    for (const command& each : commands_->all()) {
      if (each.keys.empty()) continue;
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      ImGui::TextColored(color_vector(meaning::accent), "%s", each.keys.c_str());
      ImGui::TableNextColumn();
      ImGui::TextColored(color_vector(each.possible() ? meaning::text : meaning::muted), "%s",
                         each.name.c_str());
      label_item(("shortcuts/" + each.name).c_str());
    }
    ImGui::EndTable();
  }
  ImGui::Spacing();
  ImGui::TextDisabled("Escape close");
}

}  // namespace millrace::viewer
