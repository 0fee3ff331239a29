#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "model/topology.h"
#include "model/world.h"

namespace millrace::viewer {

struct point {
  float x = 0;
  float y = 0;
};

struct box {
  point from;
  point to;
  float width() const { return to.x - from.x; }
  float height() const { return to.y - from.y; }
  point middle() const { return {(from.x + to.x) / 2, (from.y + to.y) / 2}; }
};

/// Where everything of one track's flow stands: clients at the left, then resources by their rank, replies at
/// the right. The same resources always give the same picture.
struct flow_layout {
  box clients;
  box replies;
  struct node {
    std::uint32_t id = 0;
    box where;
  };
  std::vector<node> nodes;  ///< by rank, then id
  int hidden = 0;           ///< resources for which there is no room

  /// Null for a resource that is not drawn.
  const box* of(std::uint32_t id) const;
};

/// `unit` is the height of a line of text: everything scales with it.
flow_layout lay_out(const world& state, const topology& paths, const box& room, float unit);

}  // namespace millrace::viewer
