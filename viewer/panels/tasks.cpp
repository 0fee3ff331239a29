#include "panels/tasks.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "diagnoses/phrases.h"
#include "panels/drawing.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

/// With more rows than this the table is gathered ten times a second, not in each frame.
constexpr std::size_t many_rows = 1000;

using row = task_row;

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

bool matches(const row& one, std::string_view wanted) {
  return wanted.empty() || contains(task_name(one.task), wanted) || contains(one.waits_for, wanted) ||
         contains(one.task.waits_at, wanted) || contains(one.task.spawned_at, wanted) ||
         contains(look_of(one.task).word, wanted);
}

std::vector<row> rows_of(const sight& on, bool with_toolkit, std::string_view wanted) {
  std::vector<row> rows;
  for (std::size_t i = 0; i < on.tracks(); ++i) {
    const world& state = on.seen(i).at(on.at());
    std::map<std::int32_t, const probe::task_view*> by_thread;
    for (const auto& each : state.state().tasks) by_thread[each.thread_id] = &each;
    for (const auto& each : state.state().tasks) {
      if (each.of_toolkit && !with_toolkit) continue;
      row one{each, i, waited_for(state, each), {}};
      const auto holder = by_thread.find(each.holder);
      if (each.blocked && each.holder != 0 && holder != by_thread.end())
        one.held_by = task_name(*holder->second);
      if (matches(one, wanted)) rows.push_back(std::move(one));
    }
  }
  return rows;
}

std::string_view text_of(const row& one, int which) {
  switch (which) {
    case name:
      return one.task.name;
    case state:
      return look_of(one.task).word;
    case waits_for:
      return one.waits_for;
    case at:
      return one.task.waits_at;
    case held_by:
      return one.held_by;
    default:
      return one.task.spawned_at;
  }
}

void sort(std::vector<row>& rows, const ImGuiTableSortSpecs* specs) {
  if (!specs || specs->SpecsCount == 0) return;
  const int by = specs->Specs->ColumnIndex;
  const bool down = specs->Specs->SortDirection == ImGuiSortDirection_Descending;
  std::ranges::stable_sort(rows, [&](const row& a, const row& b) {
    const row& first = down ? b : a;
    const row& second = down ? a : b;
    if (by == since) return first.task.since > second.task.since;
    if (by == candidate) return first.track < second.track;
    return text_of(first, by) < text_of(second, by);
  });
}

void cell(std::string_view text, meaning colour = meaning::text) {
  ImGui::TableNextColumn();
  ImGui::PushStyleColor(ImGuiCol_Text, color_vector(colour));
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopStyleColor();
}

void draw_row(sight& on, const row& one) {
  const auto& task = one.task;
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
  cell(one.waits_for);
  cell(short_place(task.waits_at), meaning::muted);
  cell(one.held_by);
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

void tasks::draw_table(sight& on) {
  const bool due = rows_.size() < many_rows || ImGui::GetTime() - gathered_ > 0.1;
  if (due) {
    rows_ = rows_of(on, with_toolkit_, search_.data());
    gathered_ = ImGui::GetTime();
  }
  ImGui::SameLine();
  ImGui::TextColored(color_vector(meaning::muted), "%zu tasks", rows_.size());
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
  auto* order = ImGui::TableGetSortSpecs();
  if (due || (order && order->SpecsDirty)) sort(rows_, order);
  if (order) order->SpecsDirty = false;
  ImGuiListClipper clip;
  clip.Begin(static_cast<int>(rows_.size()));
  while (clip.Step()) {
    for (int i = clip.DisplayStart; i < clip.DisplayEnd; ++i)
      draw_row(on, rows_[static_cast<std::size_t>(i)]);
  }
  ImGui::EndTable();
}

}  // namespace millrace::viewer
