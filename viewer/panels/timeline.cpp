#include "panels/timeline.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

#include <millrace/probe/segment.h>

#include "panels/drawing.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

constexpr double shortest_span = 10e-6;
constexpr double longest_span = 60;
/// More than these cannot be summed up within a frame.
constexpr std::size_t most_events = 400'000;
/// With more lanes than this they are gathered four times a second, not in each frame.
constexpr std::size_t many_rows = 500;
/// What happens within a column is summed up. Narrower ones cost a software renderer more than eyes gain.
constexpr float column_pixels = 2;
/// Where the hand stands in the picture, from the left.
constexpr double hand_part = 0.85;

constexpr meaning meanings_of_doings[doings] = {meaning::running, meaning::blocked, meaning::waiting_for_lock,
                                                meaning::idle};

float unit() {
  return ImGui::GetFontSize();
}

/// Columns that look the same are one rectangle.
void draw_lane(ImDrawList& into, const lane& of, ImVec2 at, float column_width, float height) {
  std::size_t first = 0;
  while (first < of.columns.size()) {
    std::size_t next = first + 1;
    while (next < of.columns.size() && of.columns[next] == of.columns[first]) ++next;
    float y = at.y + height;
    for (std::size_t what = 0; what < doings; ++what) {
      const float part = of.columns[first][what] * height;
      if (part < 0.05F) continue;
      // What is idle or waits is lower than what runs: shape tells it, too.
      const float thick = what == static_cast<std::size_t>(doing::idle) ? part * 0.2F
                          : what == 0                                   ? part
                                                                        : part * 0.6F;
      into.AddRectFilled({at.x + static_cast<float>(first) * column_width, y - thick},
                         {at.x + static_cast<float>(next) * column_width, y},
                         color(meanings_of_doings[what]));
      y -= part;
    }
    first = next;
  }
}

void draw_scale(ImDrawList& into, double begin, double end, double hand, ImVec2 from, float width) {
  const double step = std::pow(10, std::floor(std::log10((end - begin) / 3)));
  const double first = std::ceil((begin - hand) / step) * step;
  for (double t = first; hand + t < end; t += step) {
    const float x = from.x + width * static_cast<float>((hand + t - begin) / (end - begin));
    into.AddLine({x, from.y + unit()}, {x, from.y + 1.4F * unit()}, color(meaning::grid));
    text_centred(into, {x, from.y + 0.5F * unit()}, color(meaning::muted),
                 std::abs(t) < step / 2 ? "0" : in_words(t));
  }
}

/// Those that live now, and those that lived at some moments of what is shown. They stay valid as long as the
/// track is not added to.
std::vector<const probe::task_view*> tasks_of(const track& seen, double now, double span) {
  constexpr int moments = 8;
  std::vector<const probe::task_view*> by_slot(probe::most_tasks);
  const auto add = [&](const probe::task_view& task) {
    if (task.slot < by_slot.size() && !by_slot[task.slot]) by_slot[task.slot] = &task;
  };
  for (const auto& task : seen.at(now).state().tasks) add(task);
  // Moments that stand still while time goes on: what was looked up a frame ago need not be looked up again.
  const double step = span / moments;
  const probe::snapshot* last = nullptr;
  for (double when = std::floor((now - span * hand_part) / step) * step; when < now; when += step) {
    const auto* before = seen.past().snapshot_before(when);
    if (!before || before == last) continue;
    for (const auto& task : before->tasks) add(task);
    last = before;
  }
  std::erase(by_slot, nullptr);
  return by_slot;
}

}  // namespace

std::vector<timeline::row> timeline::rows_of(const sight& on, double span) const {
  std::vector<row> rows;
  for (std::size_t i = 0; i < on.tracks(); ++i) {
    for (const auto* task : tasks_of(on.seen(i), on.at(), span)) {
      if (task->of_toolkit) continue;
      auto name = task->name.empty() ? "thread " + std::to_string(task->thread_id) : task->name;
      if (search_[0] == 0 || name.find(search_.data()) != std::string::npos)
        rows.push_back({i, task->slot, std::move(name)});
    }
  }
  return rows;
}

/// The longest stretch that can be summed up in a frame: a busy service is looked at more closely.
double timeline::drawable_span(const sight& on) const {
  double span = span_;
  const auto events = [&](double seconds) {
    std::size_t all = 0;
    for (std::size_t i = 0; i < on.tracks(); ++i)
      all += on.seen(i).past().count(on.at() - seconds * hand_part, on.at() + seconds * (1 - hand_part));
    return all;
  };
  while (span > shortest_span && events(span) > most_events) span /= 2;
  return span;
}

void timeline::zoom(sight& on, float left, float width) {
  const auto& io = ImGui::GetIO();
  if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) return;
  if (io.MouseWheel != 0 && io.KeyCtrl)
    span_ = std::clamp(span_ * std::pow(0.8, io.MouseWheel), shortest_span, longest_span);
  const bool over_lanes = io.MousePos.x > left;
  if (over_lanes && ImGui::IsMouseDragging(ImGuiMouseButton_Left)) {
    on.watched.when().pause();
    on.watched.when().seek(on.at() - io.MouseDelta.x / width * span_);
  }
}

void timeline::draw(sight& on) {
  ImGui::SetNextItemWidth(14 * unit());
  ImGui::InputTextWithHint("##search", "search: a task's name", search_.data(), search_.size());
  label_item("search timeline");
  ImGui::SameLine();
  if (ImGui::Button("-")) span_ = std::min(longest_span, span_ * 2);
  label_item("zoom out");
  ImGui::SameLine();
  if (ImGui::Button("+")) span_ = std::max(shortest_span, span_ / 2);
  label_item("zoom in");
  ImGui::SameLine();
  const double span = drawable_span(on);
  if (rows_.size() < many_rows || ImGui::GetTime() - gathered_ > 0.25) {
    rows_ = rows_of(on, span);
    gathered_ = ImGui::GetTime();
  }
  ImGui::TextColored(color_vector(meaning::muted), "%zu tasks, %s across%s", rows_.size(),
                     in_words(span).c_str(), span < span_ ? ": there are more events than can be drawn" : "");
  ImGui::BeginChild("lanes");
  draw_lanes(on, rows_, on.at() - span * hand_part, on.at() + span * (1 - hand_part));
  ImGui::EndChild();
}

void timeline::draw_lanes(sight& on, const std::vector<row>& rows, double begin, double end) {
  auto& into = *ImGui::GetWindowDrawList();
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float names = 12 * unit();
  const float width = std::max(unit(), ImGui::GetContentRegionAvail().x - names);
  const float left = corner.x + names;
  const float height = 1.35F * unit();
  zoom(on, left, width);
  draw_scale(into, begin, end, on.at(), {left, corner.y}, width);
  ImGui::Dummy({0, 1.5F * unit()});
  const float top = ImGui::GetCursorScreenPos().y;
  // Only lanes that can be seen are woven.
  const float scrolled = std::max(0.F, ImGui::GetWindowPos().y - top);
  const auto first = std::min(rows.size(), static_cast<std::size_t>(scrolled / height));
  const auto last =
      std::min(rows.size(), first + static_cast<std::size_t>(ImGui::GetWindowHeight() / height) + 2);
  const auto columns = static_cast<std::size_t>(std::ceil(width / column_pixels));
  at_begin_.resize(on.tracks());
  std::map<std::pair<std::size_t, std::uint32_t>, float> middles;
  for (std::size_t track = 0; track < on.tracks(); ++track) {
    std::vector<std::uint32_t> slots;
    std::vector<std::size_t> places;
    for (std::size_t i = first; i < last; ++i) {
      if (rows[i].track != track) continue;
      slots.push_back(rows[i].slot);
      places.push_back(i);
    }
    const auto woven = lanes_of(on.seen(track), begin, end, columns, slots, at_begin_[track]);
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const float y = top + static_cast<float>(places[i]) * height;
      middles[{track, slots[i]}] = y + height / 2;
      into.AddRectFilled({corner.x, y + 2}, {corner.x + 0.25F * unit(), y + height - 2},
                         color(track_meaning(on, track)));
      text_in(into, {corner.x + 0.6F * unit(), y + 0.15F * unit()}, names - unit(), color(meaning::text),
              rows[places[i]].name);
      draw_lane(into, woven.all[i], {left, y + 2}, width / static_cast<float>(columns), height - 4);
    }
    for (const auto& each : woven.wakeups) {
      const auto from = middles.find({track, each.from});
      const auto to = middles.find({track, each.to});
      if (from == middles.end() || to == middles.end()) continue;
      const float x = left + width * static_cast<float>((each.at - begin) / (end - begin));
      into.AddLine({x, from->second}, {x, to->second}, color(meaning::text, 0.35F));
      draw_marker(into, marker::disc, {x, to->second}, scaled(2), color(meaning::text, 0.7F));
    }
  }
  const float hand = left + width * static_cast<float>(hand_part);
  into.AddLine({hand, corner.y + unit()}, {hand, ImGui::GetWindowPos().y + ImGui::GetWindowHeight()},
               color(meaning::text, 0.5F));
  ImGui::Dummy({names + width, static_cast<float>(rows.size()) * height});
}

}  // namespace millrace::viewer
