#include "panels/waits.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <millrace/probe/wait_graph.h>

#include "diagnoses/phrases.h"
#include "model/flow_layout.h"
#include "panels/drawing.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

constexpr float turn = 6.2831853F;

ImVec2 on_circle(ImVec2 middle, float radius, std::size_t number, std::size_t of, float first) {
  const float angle =
      first + turn * static_cast<float>(number) / static_cast<float>(std::max<std::size_t>(of, 1));
  return {middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)};
}

void arrow(ImDrawList& into, ImVec2 from, ImVec2 to, float gap, float thick, ImU32 colour) {
  const float dx = to.x - from.x;
  const float dy = to.y - from.y;
  const float length = std::max(1.F, std::sqrt(dx * dx + dy * dy));
  const ImVec2 along(dx / length, dy / length);
  // Beside the straight line, so that an arrow back can be seen, too.
  const ImVec2 aside(-along.y * 2 * thick, along.x * 2 * thick);
  const ImVec2 start(from.x + along.x * gap + aside.x, from.y + along.y * gap + aside.y);
  const ImVec2 end(to.x - along.x * gap + aside.x, to.y - along.y * gap + aside.y);
  into.AddLine(start, end, colour, thick);
  const float head = 4 * thick;
  into.AddTriangleFilled(
      end, {end.x - along.x * head - along.y * head / 2, end.y - along.y * head + along.x * head / 2},
      {end.x - along.x * head + along.y * head / 2, end.y - along.y * head - along.x * head / 2}, colour);
}

bool shorter(const std::string& a, const std::string& b) {
  return a.size() < b.size();
}

std::string name_of(const probe::task_view& task) {
  return task.name.empty() ? "thread " + std::to_string(task.thread_id) : task.name;
}

/// The graph of one track, as it stands now.
struct graph {
  const probe::snapshot& state;
  std::vector<probe::wait_edge> edges;
  std::vector<probe::wait_cycle> cycles;
  std::vector<std::size_t> inside;  ///< tasks of the cycles, in the order of the cycles
  std::vector<std::size_t> around;  ///< the others that have an edge
};

graph graph_of(const probe::snapshot& state) {
  graph made{state, probe::wait_edges(state), probe::wait_cycles(state), {}, {}};
  std::set<std::size_t> placed;
  for (const auto& cycle : made.cycles) {
    for (const auto& edge : cycle.edges) {
      if (placed.insert(edge.from).second) made.inside.push_back(edge.from);
    }
  }
  for (const auto& edge : made.edges) {
    for (const auto end : {edge.from, edge.to}) {
      if (placed.insert(end).second) made.around.push_back(end);
    }
  }
  return made;
}

class drawing_of_graph {
 public:
  drawing_of_graph(ImDrawList& into, const graph& drawn, const box& room) : into_(into), drawn_(drawn) {
    const ImVec2 middle(room.middle().x, room.middle().y);
    const float radius = std::min(room.width() * 0.32F, room.height() * 0.36F);
    places_.resize(drawn.state.tasks.size());
    for (std::size_t i = 0; i < drawn.inside.size(); ++i)
      places_[drawn.inside[i]] = on_circle(middle, radius * 0.6F, i, drawn.inside.size(), turn / 2);
    for (std::size_t i = 0; i < drawn.around.size(); ++i)
      places_[drawn.around[i]] = on_circle(middle, drawn.inside.empty() ? radius * 0.85F : radius * 1.15F, i,
                                           drawn.around.size(), -turn / 4);
  }

  void edges() const {
    for (const auto& edge : drawn_.edges) draw_edge(edge, color(meaning::waiting_for_lock), 1.5F);
    for (const auto& cycle : drawn_.cycles) {
      for (const auto& edge : cycle.edges) draw_edge(edge, color(meaning::failed), 3);
    }
  }
  void tasks() const {
    for (const auto which : drawn_.around) draw_task(which, false);
    for (const auto which : drawn_.inside) draw_task(which, true);
  }

 private:
  void draw_edge(const probe::wait_edge& edge, ImU32 colour, float thick) const {
    arrow(into_, places_[edge.from], places_[edge.to], 0.8F * ImGui::GetFontSize(), thick * scaled(1),
          colour);
  }
  void draw_task(std::size_t which, bool in_cycle) const {
    const auto& task = drawn_.state.tasks[which];
    const look seen = look_of(task);
    const float u = ImGui::GetFontSize();
    const ImVec2 at = places_[which];
    draw_marker(into_, seen.shape, at, 0.5F * u, color(in_cycle ? meaning::failed : seen.colour));
    const auto place = short_place(task.waits_at);
    const float half = ImGui::CalcTextSize(std::max(name_of(task), place, shorter).c_str()).x / 2 + 2;
    into_.AddRectFilled({at.x - half, at.y + 0.5F * u},
                        {at.x + half, at.y + (place.empty() ? 1.7F : 2.9F) * u},
                        color(meaning::surface, 0.8F));
    text_centred(into_, {at.x, at.y + 1.1F * u}, color(meaning::text), name_of(task));
    if (!place.empty()) text_centred(into_, {at.x, at.y + 2.3F * u}, color(meaning::muted), place);
  }

  ImDrawList& into_;
  const graph& drawn_;
  std::vector<ImVec2> places_;
};

std::string in_a_sentence(const graph& drawn, const probe::wait_cycle& cycle) {
  std::string text = "Deadlock for " + in_words(cycle.stands_for) + ": ";
  for (const auto& edge : cycle.edges) {
    const auto& task = drawn.state.tasks[edge.from];
    text += name_of(task);
    if (!task.waits_at.empty()) text += " (" + short_place(task.waits_at) + ")";
    text += " waits for ";
  }
  return text + name_of(drawn.state.tasks[cycle.edges.front().from]) + ".";
}

void draw_track(ImDrawList& into, const sight& on, std::size_t number, const box& room) {
  const float u = ImGui::GetFontSize();
  into.AddRectFilled({room.from.x, room.from.y}, {room.to.x, room.to.y}, color(meaning::surface), scaled(8));
  into.AddRectFilled({room.from.x + u, room.from.y + 0.8F * u}, {room.from.x + 1.3F * u, room.from.y + 2 * u},
                     color(track_meaning(on, number)), 2);
  text_in(into, {room.from.x + 1.8F * u, room.from.y + 0.8F * u}, room.width() - 3 * u, color(meaning::text),
          on.seen(number).name());
  const graph drawn = graph_of(on.seen(number).at(on.at()).state());
  if (drawn.edges.empty()) {
    text_centred(into, {room.middle().x, room.middle().y}, color(meaning::muted),
                 "No task waits for another");
    return;
  }
  const box field{{room.from.x + u, room.from.y + 2.5F * u}, {room.to.x - u, room.to.y - 3.5F * u}};
  const drawing_of_graph picture(into, drawn, field);
  picture.edges();
  picture.tasks();
  float y = room.to.y - 0.8F * u;
  const float width = room.width() - 2 * u;
  for (const auto& cycle : drawn.cycles) {
    const std::string text = in_a_sentence(drawn, cycle);
    y -= ImGui::CalcTextSize(text.c_str(), nullptr, false, width).y;
    into.AddText(nullptr, 0, {room.from.x + u, y}, color(meaning::failed), text.c_str(), nullptr, width);
  }
}

}  // namespace

void waits::draw(sight& on) {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::GetContentRegionAvail();
  const float gap = 0.6F * ImGui::GetFontSize();
  const auto tracks = static_cast<float>(on.tracks());
  const float width = (size.x - gap * (tracks - 1)) / tracks;
  for (std::size_t i = 0; i < on.tracks(); ++i) {
    const float x = from.x + static_cast<float>(i) * (width + gap);
    draw_track(*ImGui::GetWindowDrawList(), on, i, {{x, from.y}, {x + width, from.y + size.y}});
  }
}

}  // namespace millrace::viewer
