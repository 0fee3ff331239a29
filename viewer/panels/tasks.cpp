#include "panels/tasks.h"

#include <algorithm>
#include <cctype>

#include "diagnoses/phrases.h"
#include "panels/drawing.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

enum column : int { candidate, name, state, waits_for, at, held_by, since, spawned_at, columns };

std::string task_name(const probe::task_view& task) {
  return task.name.empty() ? "thread " + std::to_string(task.thread_id) : task.name;
}

std::string waited_for(const world& state, const probe::task_view& task) {
  if (!task.blocked) return task.stage != 0 && !task.route.empty() ? "serves " + task.route : std::string();
  std::string text = probe::describe_wait(task.reason);
  const auto* resource = state.resource(task.resource);
  if (!resource) return text;
  if (!resource->name.empty()) return text + " '" + resource->name + "'";
  if (!resource->made_at.empty()) return text + " of " + short_place(resource->made_at);
  return text;
}

bool contains(std::string_view text, std::string_view wanted) {
  return std::ranges::search(text, wanted, [](unsigned char a, unsigned char b) {
           return std::tolower(a) == std::tolower(b);
         }).begin() != text.end();
}

/// Who holds what the task waits for.
std::string holder_of(const world& state, const probe::task_view& task) {
  if (!task.blocked || task.holder == 0) return {};
  const auto& all = state.state().tasks;
  const auto holder = std::ranges::find(all, task.holder, &probe::task_view::thread_id);
  return holder == all.end() ? std::string() : task_name(*holder);
}

bool matches(const world& state, const probe::task_view& task, std::string_view wanted) {
  return wanted.empty() || contains(task_name(task), wanted) || contains(waited_for(state, task), wanted) ||
         contains(task.waits_at, wanted) || contains(task.spawned_at, wanted) ||
         contains(look_of(task).word, wanted);
}

std::string text_of(const world& state, const probe::task_view& task, int which) {
  switch (which) {
    case name:
      return task.name;
    case column::state:
      return look_of(task).word;
    case waits_for:
      return waited_for(state, task);
    case at:
      return task.waits_at;
    case held_by:
      return holder_of(state, task);
    case spawned_at:
      return task.spawned_at;
    default:
      return {};
  }
}

void sort(std::vector<task_row>& rows, bool down) {
  std::ranges::stable_sort(rows, [down](const task_row& a, const task_row& b) {
    const task_row& first = down ? b : a;
    const task_row& second = down ? a : b;
    return first.number != second.number ? first.number < second.number : first.text < second.text;
  });
}

void cell(std::string_view text, meaning colour = meaning::text) {
  ImGui::TableNextColumn();
  ImGui::PushStyleColor(ImGuiCol_Text, color_vector(colour));
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopStyleColor();
}

void draw_row(sight& on, const task_row& one) {
  const world& state = on.seen(one.track).at(on.at());
  const auto& task = *state.task(one.slot);
  const look seen = look_of(task);
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  const float u = ImGui::GetFontSize();
  const ImVec2 here = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddRectFilled({here.x, here.y + 2}, {here.x + 0.3F * u, here.y + u},
                                            color(track_meaning(on, one.track)), 2);
  ImGui::Dummy({0.5F * u, u});
  ImGui::TableNextColumn();
  const bool chosen = on.chosen.track == one.track && on.chosen.task == task.slot;
  const std::string label =
      task_name(task) + "###" + std::to_string(one.track) + "/" + std::to_string(task.slot);
  if (ImGui::Selectable(label.c_str(), chosen, ImGuiSelectableFlags_SpanAllColumns)) {
    on.chosen.track = one.track;
    on.chosen.task = task.slot;
  }
  label_item(("task " + task_name(task)).c_str());
  ImGui::TableNextColumn();
  const ImVec2 mark = ImGui::GetCursorScreenPos();
  draw_marker(*ImGui::GetWindowDrawList(), seen.shape, {mark.x + 0.45F * u, mark.y + 0.55F * u}, 0.32F * u,
              color(seen.colour));
  ImGui::Dummy({u, u});
  ImGui::SameLine();
  ImGui::TextUnformatted(seen.word);
  cell(waited_for(state, task));
  cell(short_place(task.waits_at), meaning::muted);
  cell(holder_of(state, task));
  cell(in_words(std::max(0.0, on.at() - task.since)));
  cell(short_place(task.spawned_at), meaning::muted);
}

}  // namespace

void tasks::draw(sight& on) {
  ImGui::SetNextItemWidth(18 * ImGui::GetFontSize());
  ImGui::InputTextWithHint("##search", "search: a name, a state, a file", search_.data(), search_.size());
  label_item("search tasks");
  ImGui::SameLine();
  ImGui::Checkbox("also the toolkit's own", &with_toolkit_);
  label_item("also the toolkit's own");
  draw_table(on);
}

std::vector<task_row> tasks::rows_of(const sight& on) const {
  std::vector<task_row> rows;
  for (std::size_t i = 0; i < on.tracks(); ++i) {
    const world& state = on.seen(i).at(on.at());
    rows.reserve(rows.size() + state.state().tasks.size());
    for (const auto& each : state.state().tasks) {
      if ((each.of_toolkit && !with_toolkit_) || !matches(state, each, search_.data())) continue;
      const double number = sorted_by_ == since       ? -each.since
                            : sorted_by_ == candidate ? static_cast<double>(i)
                                                      : 0;
      rows.push_back({i, each.slot, number, text_of(state, each, sorted_by_)});
    }
  }
  sort(rows, descending_);
  return rows;
}

void tasks::draw_table(sight& on) {
  const auto rows = rows_of(on);
  ImGui::SameLine();
  ImGui::TextColored(color_vector(meaning::muted), "%zu tasks", rows.size());
  constexpr auto how = ImGuiTableFlags_Sortable | ImGuiTableFlags_ScrollY | ImGuiTableFlags_Resizable |
                       ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH;
  if (!ImGui::BeginTable("tasks", columns, how)) return;
  const float u = ImGui::GetFontSize();
  const struct {
    const char* title;
    float width;
  } titles[] = {{"", 1},   {"task", 11},   {"state", 9}, {"waits for", 14},
                {"at", 9}, {"held by", 8}, {"for", 5},   {"spawned at", 10}};
  for (const auto& [title, width] : titles) {
    ImGui::TableSetupColumn(
        title,
        ImGuiTableColumnFlags_WidthStretch |
            (width == 5 ? ImGuiTableColumnFlags_DefaultSort | ImGuiTableColumnFlags_PreferSortDescending : 0),
        width * u);
  }
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableHeadersRow();
  if (const auto* order = ImGui::TableGetSortSpecs(); order && order->SpecsCount > 0) {
    sorted_by_ = order->Specs->ColumnIndex;
    descending_ = order->Specs->SortDirection == ImGuiSortDirection_Descending;
  }
  ImGuiListClipper clip;
  clip.Begin(static_cast<int>(rows.size()));
  while (clip.Step()) {
    for (int i = clip.DisplayStart; i < clip.DisplayEnd; ++i) draw_row(on, rows[static_cast<std::size_t>(i)]);
  }
  ImGui::EndTable();
}

}  // namespace millrace::viewer
