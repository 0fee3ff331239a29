#include "panels/flow_node.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <millrace/toolkit/observer.h>

#include "diagnoses/phrases.h"
#include "panels/drawing.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

float unit() {
  return ImGui::GetFontSize();
}

ImVec2 at(point p) {
  return {p.x, p.y};
}

std::string name_of(const flow_layout::node& node) {
  const auto& resource = node.shown;
  std::string name = probe::describe_resource(resource.kind);
  if (node.ids.size() > 1) name = std::to_string(node.ids.size()) + " x " + name;
  if (!resource.name.empty())
    return is(resource, resource_kind::server) ? name : name + " '" + resource.name + "'";
  if (!resource.made_at.empty()) name += " " + short_place(resource.made_at);
  return name;
}

std::string counts_of(const probe::resource_view& resource) {
  std::string text = in_short(static_cast<double>(resource.accepted)) + " in";
  if (resource.refused > 0) text += "   " + in_short(static_cast<double>(resource.refused)) + " refused";
  if (resource.failed > 0) text += "   " + in_short(static_cast<double>(resource.failed)) + " failed";
  return text;
}

/// As many marks as fit; the rest as a number.
void draw_marks(ImDrawList& into, const std::vector<look>& marks, const box& where) {
  const float step = 0.75F * unit();
  const auto a_row = std::max<std::size_t>(1, static_cast<std::size_t>(where.width() / step));
  const auto rows = std::max<std::size_t>(1, static_cast<std::size_t>(where.height() / step));
  const bool all = marks.size() <= a_row * rows;
  const std::size_t shown = all ? marks.size() : a_row * rows - std::min(a_row * rows, std::size_t{6});
  for (std::size_t i = 0; i < shown; ++i) {
    const ImVec2 here(where.from.x + (static_cast<float>(i % a_row) + 0.5F) * step,
                      where.from.y + (static_cast<float>(i / a_row) + 0.5F) * step);
    draw_marker(into, marks[i].shape, here, 0.27F * unit(), color(marks[i].colour));
  }
  if (all) return;
  const ImVec2 rest(where.from.x + static_cast<float>(shown % a_row) * step + 2,
                    where.from.y + static_cast<float>(shown / a_row) * step - 0.15F * unit());
  const std::string text = "+" + std::to_string(marks.size() - shown);
  into.AddText(rest, color(meaning::text), text.c_str());
}

std::string places_of(const probe::resource_view& queue) {
  if (queue.capacity == 0) return "unbuffered";
  if (queue.capacity < 0) return std::to_string(queue.holds) + " waiting, no bound";
  return std::to_string(queue.holds) + " of " + std::to_string(queue.capacity) + " places";
}

/// The places of a queue; a bar when there are too many to tell apart.
void draw_places(ImDrawList& into, const probe::resource_view& queue, const box& where) {
  const bool endless = queue.capacity < 0;
  const auto places = endless ? std::max<std::int64_t>(queue.most, 1) : queue.capacity;
  const ImU32 full = color(!endless && queue.holds >= queue.capacity ? meaning::failed : meaning::queue_fill);
  const float round = scaled(2);
  if (places > 0 && places <= 24) {
    const float step = where.width() / static_cast<float>(places);
    for (std::int64_t i = 0; i < places; ++i) {
      const ImVec2 from(where.from.x + static_cast<float>(i) * step, where.from.y);
      const ImVec2 to(from.x + step - 2, where.to.y);
      into.AddRectFilled(from, to, i < queue.holds ? full : color(meaning::grid), round);
    }
    return;
  }
  into.AddRectFilled(at(where.from), at(where.to), color(meaning::grid), round);
  const float part = std::clamp(
      static_cast<float>(queue.holds) / static_cast<float>(std::max<std::int64_t>(places, 1)), 0.F, 1.F);
  if (part > 0)
    into.AddRectFilled(at(where.from), {where.from.x + part * where.width(), where.to.y}, full, round);
}

void draw_bucket(ImDrawList& into, const probe::resource_view& bucket, const box& where) {
  const float u = unit();
  const box body{{where.from.x, where.from.y}, {where.from.x + 3.2F * u, where.to.y}};
  const float part =
      bucket.capacity > 0
          ? std::clamp(static_cast<float>(bucket.holds) / static_cast<float>(bucket.capacity), 0.F, 1.F)
          : 0.F;
  const float level = body.to.y - part * body.height();
  const ImU32 rim = color(meaning::muted);
  into.AddRectFilled({body.from.x, level}, at(body.to), color(meaning::bucket_fill, 0.85F));
  into.AddLine(at(body.from), {body.from.x, body.to.y}, rim, 2);
  into.AddLine({body.from.x, body.to.y}, at(body.to), rim, 2);
  into.AddLine({body.to.x, body.from.y}, at(body.to), rim, 2);
  const std::string tokens =
      std::to_string(bucket.holds) + " of " + std::to_string(bucket.capacity) + " tokens";
  const std::string rate = bucket.per_second > 1e12 ? "no limit" : in_short(bucket.per_second) + " a second";
  text_in(into, {body.to.x + 0.8F * u, where.from.y}, where.to.x - body.to.x - u, color(meaning::text),
          tokens);
  text_in(into, {body.to.x + 0.8F * u, where.from.y + 1.4F * u}, where.to.x - body.to.x - u,
          color(meaning::muted), rate);
}

/// What happens inside the box, below its title.
void draw_contents(ImDrawList& into, const probe::resource_view& resource, const flow_crowds::crowd& tasks,
                   const box& inside) {
  const float u = unit();
  if (is(resource, resource_kind::token_bucket)) return draw_bucket(into, resource, inside);
  const bool queue = is(resource, resource_kind::channel) || is(resource, resource_kind::worker_pool);
  if (!queue) {
    const char* unit_of = is(resource, resource_kind::server)          ? " at work"
                          : is(resource, resource_kind::keyed_limiter) ? " keys"
                                                                       : " tasks";
    text_in(into, at(inside.from), inside.width(), color(meaning::text),
            in_short(static_cast<double>(resource.holds)) + unit_of);
    return;
  }
  if (resource.capacity != 0)
    draw_places(into, resource, {inside.from, {inside.to.x, inside.from.y + 0.9F * u}});
  std::string held = places_of(resource);
  if (tasks.senders > 0) held += ", " + std::to_string(tasks.senders) + " wait to send";
  if (tasks.receivers > 0 && tasks.workers.empty())
    held += ", " + std::to_string(tasks.receivers) + " wait to receive";
  text_in(into, {inside.from.x, inside.from.y + 1.15F * u}, inside.width(), color(meaning::muted), held);
  if (tasks.workers.empty()) return;
  const auto busy =
      std::ranges::count_if(tasks.workers, [](const look& l) { return l.colour != meaning::idle; });
  draw_marks(into, tasks.workers,
             {{inside.from.x, inside.from.y + 2.7F * u}, {inside.to.x, inside.from.y + 4.3F * u}});
  text_in(into, {inside.from.x, inside.from.y + 4.3F * u}, inside.width(), color(meaning::muted),
          std::to_string(busy) + " of " + std::to_string(tasks.workers.size()) + " workers at work");
}

}  // namespace

void draw_node(ImDrawList& into, sight& on, std::size_t track, const flow_layout::node& node,
               const flow_crowds::crowd& tasks) {
  const auto& resource = node.shown;
  const box& where = node.where;
  const float u = unit();
  const bool chosen = on.chosen.track == track && on.chosen.resource == resource.id;
  const float round = scaled(6);
  into.AddRectFilled(at(where.from), at(where.to), color(meaning::raised), round);
  if (chosen) into.AddRect(at(where.from), at(where.to), color(meaning::accent), round, 0, 2);
  const float pad = 0.6F * u;
  const float width = where.width() - 2 * pad;
  text_in(into, {where.from.x + pad, where.from.y + 0.35F * u}, width, color(meaning::text), name_of(node));
  draw_contents(into, resource, tasks,
                {{where.from.x + pad, where.from.y + 1.9F * u}, {where.to.x - pad, where.to.y - 1.7F * u}});
  text_in(into, {where.from.x + pad, where.to.y - 1.45F * u}, width, color(meaning::muted),
          counts_of(resource));

  const std::string label = "resource " + std::to_string(track) + "/" + std::to_string(resource.id);
  ImGui::SetCursorScreenPos(at(where.from));
  if (ImGui::InvisibleButton(label.c_str(), {where.width(), where.height()})) {
    on.chosen.track = track;
    on.chosen.resource = resource.id;
  }
  label_item(label.c_str());
  if (ImGui::IsItemHovered() && !resource.made_at.empty())
    ImGui::SetTooltip("made at %s", resource.made_at.c_str());
}

void draw_loose_tasks(ImDrawList& into, const flow_crowds& tasks, const box& where) {
  const float u = unit();
  const std::string text = std::to_string(tasks.loose.size()) + " other tasks, " +
                           std::to_string(tasks.loose_blocked) + " blocked";
  text_in(into, {where.from.x, where.from.y + 0.1F * u}, 14 * u, color(meaning::muted), text);
  draw_marks(into, tasks.loose, {{where.from.x + 14 * u, where.from.y + 0.3F * u}, {where.to.x, where.to.y}});
}

}  // namespace millrace::viewer
