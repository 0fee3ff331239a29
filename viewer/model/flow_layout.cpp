#include "model/flow_layout.h"

#include <algorithm>

#include <millrace/toolkit/observer.h>

namespace millrace::viewer {
namespace {

/// What a node needs, in units.
float height_of(const probe::resource_view& resource) {
  switch (static_cast<resource_kind>(resource.kind)) {
    case resource_kind::worker_pool:
      return 8.5F;
    case resource_kind::token_bucket:
      return 7.5F;
    case resource_kind::channel:
      return 5.5F;
    default:
      return 4.5F;
  }
}

/// Shown first: what has had something to do. A service may make a channel a request.
bool busier(const probe::resource_view* a, const probe::resource_view* b) {
  const auto work = [](const auto* each) { return each->accepted + each->refused + each->failed; };
  const bool server_a = a->kind == static_cast<std::uint8_t>(resource_kind::server);
  const bool server_b = b->kind == static_cast<std::uint8_t>(resource_kind::server);
  if (server_a != server_b) return server_a;
  const bool holds_a = a->holds > 0;
  const bool holds_b = b->holds > 0;
  if (holds_a != holds_b) return holds_a;
  return work(a) != work(b) ? work(a) > work(b) : a->id < b->id;
}

}  // namespace

const box* flow_layout::of(std::uint32_t id) const {
  const auto found = std::ranges::find(nodes, id, &node::id);
  return found == nodes.end() ? nullptr : &found->where;
}

flow_layout lay_out(const world& state, const topology& paths, const box& room, float unit) {
  flow_layout made;
  const float edge = 6.5F * unit;
  made.clients = {room.from, {room.from.x + edge, room.to.y}};
  made.replies = {{room.to.x - edge, room.from.y}, room.to};

  const auto ranks = paths.ranks(state.state().resources);
  std::map<int, std::vector<const probe::resource_view*>> columns;
  for (const auto& each : state.state().resources) columns[ranks.at(each.id)].push_back(&each);
  if (columns.empty()) return made;

  const float left = made.clients.to.x + unit;
  const float width = (made.replies.from.x - unit - left) / static_cast<float>(columns.size());
  const float gap = 0.8F * unit;
  float x = left;
  for (auto& [rank, column] : columns) {
    std::ranges::sort(column, busier);
    float height = 0;
    std::size_t shown = 0;
    for (; shown < column.size(); ++shown) {
      const float more = height_of(*column[shown]) * unit + gap;
      if (shown > 0 && height + more > room.height()) break;
      height += more;
    }
    made.hidden += static_cast<int>(column.size() - shown);
    column.resize(shown);
    std::ranges::sort(column, {}, &probe::resource_view::id);
    float y = room.from.y + std::max(0.F, (room.height() - height + gap) / 2);
    const float most_width = std::min(width - 2 * unit, 17 * unit);
    const float inset = (width - most_width) / 2;
    for (const auto* each : column) {
      const float node_height = height_of(*each) * unit;
      made.nodes.push_back({each->id, {{x + inset, y}, {x + inset + most_width, y + node_height}}});
      y += node_height + gap;
    }
    x += width;
  }
  return made;
}

}  // namespace millrace::viewer
