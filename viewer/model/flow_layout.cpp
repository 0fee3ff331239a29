#include "model/flow_layout.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

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

using node = flow_layout::node;

void add_to(node& group, const probe::resource_view& one) {
  if (group.ids.empty()) {
    group.shown = one;
  } else {
    auto& sum = group.shown;
    sum.holds += one.holds;
    sum.most += one.most;
    if (sum.capacity >= 0) sum.capacity += one.capacity;
    sum.accepted += one.accepted;
    sum.refused += one.refused;
    sum.failed += one.failed;
    sum.per_second += one.per_second;
  }
  group.ids.push_back(one.id);
}

/// What the library makes for itself, as a server's queue of requests, is not part of the service's picture;
/// the server is.
bool is_the_librarys_own(const probe::resource_view& resource) {
  return !is(resource, resource_kind::server) && resource.made_at.find("labs/millrace/") != std::string::npos;
}

/// By rank: resources of one kind and name that were made at one place are a node.
std::map<int, std::vector<node>> grouped(const world& state, const topology& paths) {
  const auto ranks = paths.ranks(state.state().resources);
  std::map<std::tuple<std::uint8_t, std::string, std::string>, node> groups;
  std::map<std::tuple<std::uint8_t, std::string, std::string>, int> deepest;
  for (const auto& each : state.state().resources) {
    if (is_the_librarys_own(each)) continue;
    const std::tuple key{each.kind, each.name, each.made_at};
    add_to(groups[key], each);
    deepest[key] = std::max(deepest[key], ranks.at(each.id));
  }
  std::map<int, std::vector<node>> columns;
  for (auto& [key, group] : groups) {
    std::ranges::sort(group.ids);
    columns[deepest[key]].push_back(std::move(group));
  }
  return columns;
}

/// Shown first: what has something to do.
bool busier(const node& a, const node& b) {
  const auto work = [](const node& each) {
    return each.shown.accepted + each.shown.refused + each.shown.failed;
  };
  const bool holds_a = a.shown.holds > 0;
  const bool holds_b = b.shown.holds > 0;
  if (holds_a != holds_b) return holds_a;
  return work(a) != work(b) ? work(a) > work(b) : a.ids.front() < b.ids.front();
}

/// As many nodes of a column as there is room for, from the top, centred. How many are left out.
std::size_t place(std::vector<node>& column, float x, float width, const box& room, float unit) {
  const float gap = 0.8F * unit;
  std::ranges::sort(column, busier);
  float height = 0;
  std::size_t shown = 0;
  for (; shown < column.size(); ++shown) {
    const float more = height_of(column[shown].shown) * unit + gap;
    if (shown > 0 && height + more > room.height()) break;
    height += more;
  }
  const std::size_t hidden = column.size() - shown;
  column.resize(shown);
  std::ranges::sort(column, [](const node& a, const node& b) { return a.ids.front() < b.ids.front(); });
  float y = room.from.y + std::max(0.F, (room.height() - height + gap) / 2);
  for (auto& each : column) {
    const float node_height = height_of(each.shown) * unit;
    each.where = {{x, y}, {x + width, y + node_height}};
    y += node_height + gap;
  }
  return hidden;
}

}  // namespace

const box* flow_layout::of(std::uint32_t id) const {
  const auto found =
      std::ranges::find_if(nodes, [&](const node& each) { return std::ranges::binary_search(each.ids, id); });
  return found == nodes.end() ? nullptr : &found->where;
}

flow_layout lay_out(const world& state, const topology& paths, const box& room, float unit) {
  flow_layout made;
  const float edge = 6.5F * unit;
  made.clients = {room.from, {room.from.x + edge, room.to.y}};
  made.replies = {{room.to.x - edge, room.from.y}, room.to};
  auto columns = grouped(state, paths);
  const float left = made.clients.to.x + unit;
  const float width =
      (made.replies.from.x - unit - left) / static_cast<float>(std::max<std::size_t>(columns.size(), 1));
  const float node_width = std::min(width - 2 * unit, 17 * unit);
  float x = left + (width - node_width) / 2;
  for (auto& [rank, column] : columns) {
    made.hidden += static_cast<int>(place(column, x, node_width, room, unit));
    for (auto& each : column) made.nodes.push_back(std::move(each));
    x += width;
  }
  return made;
}

}  // namespace millrace::viewer
