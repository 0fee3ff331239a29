#include "compare/compare_view.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

#include "compare/picture_drawing.h"
#include "model/sweep.h"
#include "model/wording.h"
#include "plots/distribution.h"
#include "plots/forest.h"
#include "plots/sweep_plot.h"
#include "window/appearance.h"
#include "window/appearance_commands.h"
#include "window/labels.h"
#include "window/theme.h"

namespace millrace::viewer {
namespace {

using compare::outcome;
using compare::row_order;

constexpr ImGuiWindowFlags plain_window =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoBackground;

bool contains(std::string_view text, std::string_view wanted) {
  return std::ranges::search(text, wanted, [](unsigned char a, unsigned char b) {
           return std::tolower(a) == std::tolower(b);
         }).begin() != text.end();
}

meaning meaning_of(outcome what) {
  if (what == outcome::faster) return meaning::accepted;
  if (what == outcome::slower) return meaning::failed;
  return what == outcome::higher || what == outcome::lower ? meaning::text : meaning::muted;
}

void coloured(meaning meant, const std::string& text) {
  ImGui::PushStyleColor(ImGuiCol_Text, color_vector(meant));
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopStyleColor();
}

}  // namespace

compare_view::compare_view(std::vector<compare::results> candidates, const std::string& metric)
    : candidates_(std::move(candidates)), metrics_(compare::metrics_in(candidates_)) {
  measure(metric);
  add_commands();
}

void compare_view::measure(const std::string& metric) {
  all_ = compare::compare(candidates_, {metric, compare::direction_of(metric)});
  sort_rows(all_, order_);
  chosen_ = 0;
}

void compare_view::sort(row_order by) {
  const auto name = all_.rows[chosen_].name;
  order_ = by;
  // The file's order is that of a new comparison.
  if (by == row_order::file) all_ = compare::compare(candidates_, all_.of);
  sort_rows(all_, by);
  const auto found = std::ranges::find(all_.rows, name, &compare::compared_row::name);
  chosen_ = static_cast<std::size_t>(found - all_.rows.begin());
  scroll_to_chosen_ = true;
}

void compare_view::add_commands() {
  commands_.add({"Next row", "down", "J", [this] { move(1); }});
  commands_.add({"Previous row", "up", "K", [this] { move(-1); }});
  commands_.add({"Relative or absolute", "percent share", "R", [this] { relative_ = !relative_; }});
  commands_.add({"Sort by effect", "order size", "E", [this] { sort(row_order::effect); }});
  commands_.add({"Sort by name", "order alphabet", "N", [this] { sort(row_order::name); }});
  commands_.add({"Sort as in the file", "order", "F", [this] { sort(row_order::file); }});
  add_appearance_commands(commands_);
  commands_.add({"Quit", "close exit", "Ctrl+Q", [this] { over_ = true; }});
}

bool compare_view::update(double) {
  return std::exchange(changed_, false);
}

std::vector<std::size_t> compare_view::shown_rows() const {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < all_.rows.size(); ++i) {
    if (contains(all_.rows[i].name, search_.data())) rows.push_back(i);
  }
  return rows;
}

void compare_view::move(int by) {
  const auto rows = shown_rows();
  if (rows.empty()) return;
  const auto here = std::ranges::find(rows, chosen_) - rows.begin();
  const auto last = static_cast<std::ptrdiff_t>(rows.size()) - 1;
  chosen_ = rows[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(here + by, 0, last))];
  scroll_to_chosen_ = true;
}

void compare_view::draw_tools() {
  std::string against;
  for (std::size_t i = 1; i < all_.candidates.size(); ++i)
    against += (i == 1 ? "" : ", ") + all_.candidates[i];
  ImGui::TextUnformatted((against + " against " + all_.candidates[0]).c_str());
  ImGui::SameLine();
  coloured(meaning::muted, all_.of.name + ", " + compare::direction(all_.of));
  const float u = ImGui::GetFontSize();
  ImGui::SetNextItemWidth(16 * u);
  ImGui::InputTextWithHint("##search", "search: a part of a name", search_.data(), search_.size());
  label_item("search rows");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(12 * u);
  if (ImGui::BeginCombo("##metric", all_.of.name.c_str())) {
    for (const auto& each : std::vector(metrics_)) {
      if (ImGui::Selectable(each.c_str(), each == all_.of.name)) measure(each);
      label_item(("metric " + each).c_str());
    }
    ImGui::EndCombo();
  }
  label_item("metric");
  constexpr std::pair<const char*, row_order> orders[] = {
      {"as in the file", row_order::file}, {"by effect", row_order::effect}, {"by name", row_order::name}};
  for (const auto& [name, order] : orders) {
    ImGui::SameLine();
    if (ImGui::RadioButton(name, order_ == order)) sort(order);
    label_item(name);
  }
  ImGui::SameLine();
  ImGui::Checkbox("relative", &relative_);
  label_item("relative");
}

void compare_view::draw_row(std::size_t row) {
  const auto& of = all_.rows[row];
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  if (ImGui::Selectable((of.name + "###row" + std::to_string(row)).c_str(), row == chosen_)) chosen_ = row;
  label_item(("row " + of.name).c_str());
  if (row == chosen_ && std::exchange(scroll_to_chosen_, false)) ImGui::SetScrollHereY();
  for (std::size_t i = 0; i < of.cells.size(); ++i)
    coloured(meaning::muted, all_.candidates[i] + "  " + compare::middle(all_.of, of.cells[i]));
  ImGui::TableNextColumn();
  draw_picture(draw_ratios(all_, of), relative_);
  ImGui::TableNextColumn();
  for (const auto& seen : of.contrasts) {
    coloured(meaning_of(seen.verdict), compare::change(seen));
    coloured(meaning_of(seen.verdict), compare::verdict(seen));
  }
}

void compare_view::draw_rows() {
  if (!ImGui::BeginTable("rows", 3, ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH)) return;
  ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch, 1.7F);
  ImGui::TableSetupColumn("ratio", ImGuiTableColumnFlags_WidthFixed, scaled(304));
  ImGui::TableSetupColumn("verdict", ImGuiTableColumnFlags_WidthStretch, 1);
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  coloured(meaning::muted, std::to_string(all_.rows.size()) + " rows");
  ImGui::TableNextColumn();
  draw_picture(draw_ratio_axis(all_), relative_);
  ImGui::TableNextColumn();
  for (const auto row : shown_rows()) draw_row(row);
  ImGui::EndTable();
}

void compare_view::draw_chosen() const {
  const auto& row = all_.rows[chosen_];
  ImGui::TextUnformatted(row.name.c_str());
  for (const auto& seen : row.contrasts) {
    coloured(meaning_of(seen.verdict),
             compare::verdict(seen) + "   " + compare::change(seen) + "   " + compare::change_interval(seen));
  }
  if (compare::has_distribution(row)) {
    draw_picture(draw_dots(all_, row), relative_);
    draw_picture(draw_ecdf(all_, row), relative_);
    draw_picture(draw_density(all_, row), relative_);
  }
  for (const auto& each : compare::sweeps_in(all_)) {
    if (std::ranges::find(each.points, chosen_, &compare::sweep::point::row) != each.points.end())
      draw_picture(draw_sweep(all_, each, relative_), relative_);
  }
  for (std::size_t i = 0; i < all_.noise.size(); ++i) {
    for (const auto& reason : all_.noise[i])
      coloured(meaning::warning, "noisy, " + all_.candidates[i] + ": " + reason);
  }
}

void compare_view::draw() {
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("compare", nullptr, plain_window);
  draw_tools();
  const float right = scaled(560);
  const float space = ImGui::GetStyle().ItemSpacing.x;
  ImGui::BeginChild("rows", {std::max(scaled(300), ImGui::GetContentRegionAvail().x - right - space), 0});
  draw_rows();
  ImGui::EndChild();
  ImGui::SameLine();
  ImGui::BeginChild("chosen", {right, 0});
  draw_chosen();
  ImGui::EndChild();
  ImGui::End();
  palette_.draw();
}

}  // namespace millrace::viewer
