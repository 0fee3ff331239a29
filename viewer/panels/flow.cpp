#include "panels/flow.h"

#include <algorithm>

#include <millrace/toolkit/observer.h>

#include "model/travellers.h"
#include "panels/drawing.h"
#include "panels/flow_node.h"

namespace millrace::viewer {
namespace {

ImVec2 at(point p) {
  return {p.x, p.y};
}

float unit() {
  return ImGui::GetFontSize();
}

void draw_heading(ImDrawList& into, sight& on, std::size_t number, const box& room) {
  const auto& seen = on.seen(number);
  const auto& state = seen.at(on.at());
  const int tasks = state.program_tasks();
  const bool over = on.most_tasks && tasks > *on.most_tasks;
  const float u = unit();
  into.AddRectFilled({room.from.x, room.from.y + 0.15F * u}, {room.from.x + 0.3F * u, room.from.y + 2.6F * u},
                     color(track_meaning(on, number)), 2);
  text_in(into, {room.from.x + 0.8F * u, room.from.y}, room.width() * 0.6F, color(meaning::text),
          seen.name());
  const auto speed = seen.measured().latency_at(on.at());
  const std::string numbers = in_short(static_cast<double>(speed.requests)) + " requests/s   p50 " +
                              in_words(speed.p50) + "   p99 " + in_words(speed.p99);
  text_in(into, {room.from.x + 0.8F * u, room.from.y + 1.4F * u}, room.width() * 0.7F, color(meaning::muted),
          numbers);
  const std::string count = std::to_string(tasks);
  const std::string word =
      on.most_tasks ? "tasks, bound " + std::to_string(*on.most_tasks) : std::string("tasks");
  ImFont* large = font(face::large);
  const float word_width = ImGui::CalcTextSize(word.c_str()).x;
  const float size = size_of(*large);
  const float count_width = large->CalcTextSizeA(size, 1e9F, 0, count.c_str()).x;
  const float right = room.to.x - word_width;
  into.AddText(large, size, {right - count_width - 0.4F * u, room.from.y},
               color(over ? meaning::failed : meaning::text), count.c_str());
  into.AddText({right, room.from.y + size - 1.2F * u}, color(meaning::muted), word.c_str());
  if (over)
    draw_marker(into, marker::triangle_up, {right - count_width - 1.2F * u, room.from.y + 1.1F * u},
                0.45F * u, color(meaning::failed));
}

/// The paths that work was seen to take, as curves behind everything.
void draw_paths(ImDrawList& into, const track& seen, const world& state, const flow_layout& layout) {
  const ImU32 colour = color(meaning::grid);
  const float thick = std::max(1.5F, 0.12F * unit());
  const auto curve = [&](ImVec2 from, ImVec2 to) {
    const float bend = std::max(unit(), (to.x - from.x) * 0.45F);
    into.AddBezierCubic(from, {from.x + bend, from.y}, {to.x - bend, to.y}, to, colour, thick);
  };
  const auto left = [](const box& b) { return ImVec2(b.from.x, b.middle().y); };
  const auto right = [](const box& b) { return ImVec2(b.to.x, b.middle().y); };
  std::uint32_t server = 0;
  for (const auto& each : state.state().resources) {
    if (is(each, resource_kind::server)) server = each.id;
  }
  if (const box* node = layout.of(server)) {
    curve(right(layout.clients), left(*node));
    curve(right(*node), left(layout.replies));
  }
  for (const auto& [path, times] : seen.paths().paths()) {
    const box* from = layout.of(path.first == topology::requests ? server : path.first);
    const box* to = layout.of(path.second);
    if (from && to && from != to) curve(right(*from), left(*to));
  }
}

void draw_clients(ImDrawList& into, const world& state, const flow_layout& layout) {
  const float u = unit();
  const point middle = layout.clients.middle();
  std::int64_t in_flight = 0;
  for (const auto& each : state.state().resources) {
    if (is(each, resource_kind::server)) in_flight += each.holds;
  }
  text_centred(into, {middle.x, middle.y - 2.2F * u}, color(meaning::muted), "clients");
  text_centred(into, {middle.x, middle.y - 0.4F * u}, color(meaning::text), std::to_string(in_flight),
               font(face::large));
  text_centred(into, {middle.x, middle.y + 1.2F * u}, color(meaning::muted), "in flight");
}

struct answer_class {
  const char* word;
  meaning colour;
  marker shape;
  float height;  ///< as in travellers.cpp
  std::uint64_t probe::resource_view::*count;
};
constexpr answer_class answer_classes[] = {
    {"served", meaning::accepted, marker::disc, 0.3F, &probe::resource_view::accepted},
    {"refused", meaning::refused, marker::triangle_up, 0.62F, &probe::resource_view::refused},
    {"failed", meaning::failed, marker::cross, 0.85F, &probe::resource_view::failed}};

void draw_replies(ImDrawList& into, const world& state, const flow_layout& layout) {
  const float u = unit();
  for (const auto& [word, colour, shape, height, count] : answer_classes) {
    std::uint64_t answered = 0;
    for (const auto& each : state.state().resources) {
      if (is(each, resource_kind::server)) answered += each.*count;
    }
    const ImVec2 here(layout.replies.from.x + 0.8F * u,
                      layout.replies.from.y + height * layout.replies.height());
    const ImU32 shade = color(answered > 0 ? colour : meaning::muted);
    draw_marker(into, shape, {here.x, here.y}, 0.35F * u, shade);
    text_in(into, {here.x + 0.8F * u, here.y - 1.3F * u}, layout.replies.width(), color(meaning::text),
            in_short(static_cast<double>(answered)));
    text_in(into, {here.x + 0.8F * u, here.y + 0.05F * u}, layout.replies.width(), color(meaning::muted),
            word);
  }
}

void draw_travellers(ImDrawList& into, const track& seen, double when, const flow_layout& layout) {
  const float radius = std::max(2.F, 0.22F * unit());
  for (const auto& each : travellers_at(seen, when, layout)) {
    const bool bad = each.shown_as == traveller::fate::refused;
    const bool worse = each.shown_as == traveller::fate::failed;
    draw_marker(into,
                worse ? marker::cross
                : bad ? marker::triangle_up
                      : marker::disc,
                at(each.where), radius,
                color(worse ? meaning::failed
                      : bad ? meaning::refused
                            : meaning::accepted,
                      0.9F));
  }
}

void draw_track(ImDrawList& into, sight& on, std::size_t number, const box& room) {
  const float u = unit();
  into.AddRectFilled(at(room.from), at(room.to), color(meaning::surface), scaled(8));
  const box inner{{room.from.x + u, room.from.y + 0.8F * u}, {room.to.x - u, room.to.y - 0.6F * u}};
  const auto& seen = on.seen(number);
  if (seen.empty()) {
    const auto& from = *on.watched.tracks()[number]->from;
    const std::string why = from.trouble().empty() ? "Waiting for " + from.name() + " ..." : from.trouble();
    text_centred(into, at(room.middle()), color(meaning::muted), why);
    return;
  }
  draw_heading(into, on, number, inner);
  const world& state = seen.at(on.at());
  const box field{{inner.from.x, inner.from.y + 3.4F * u}, {inner.to.x, inner.to.y - 1.4F * u}};
  const auto layout = lay_out(state, seen.paths(), field, u);
  into.PushClipRect(at(room.from), at(room.to), true);
  draw_paths(into, seen, state, layout);
  draw_clients(into, state, layout);
  draw_replies(into, state, layout);
  const auto tasks = gather_crowds(state, layout);
  for (std::size_t i = 0; i < layout.nodes.size(); ++i)
    draw_node(into, on, number, layout.nodes[i], tasks.at_nodes[i]);
  if (layout.hidden > 0)
    text_in(into, {field.to.x - 16 * u, inner.from.y + 2.6F * u}, 12 * u, color(meaning::muted),
            "and " + std::to_string(layout.hidden) + " more");
  draw_travellers(into, seen, on.at(), layout);
  draw_loose_tasks(into, tasks, {{field.from.x, field.to.y}, {field.to.x, inner.to.y}});
  into.PopClipRect();
}

}  // namespace

void flow::draw(sight& on) {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::GetContentRegionAvail();
  const float gap = 0.6F * unit();
  const auto tracks = static_cast<float>(on.tracks());
  // Work flows from left to right: tracks stand above each other where each has the height for it.
  const bool stacked = size.y / tracks > 18 * unit() || size.x / tracks < 34 * unit();
  const float width = stacked ? size.x : (size.x - gap * (tracks - 1)) / tracks;
  const float height = stacked ? (size.y - gap * (tracks - 1)) / tracks : size.y;
  for (std::size_t i = 0; i < on.tracks(); ++i) {
    const auto n = static_cast<float>(i);
    const point corner{from.x + (stacked ? 0 : n * (width + gap)),
                       from.y + (stacked ? n * (height + gap) : 0)};
    draw_track(*ImGui::GetWindowDrawList(), on, i, {corner, {corner.x + width, corner.y + height}});
  }
}

}  // namespace millrace::viewer
