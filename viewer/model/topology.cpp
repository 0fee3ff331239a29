#include "model/topology.h"

#include <algorithm>

#include <millrace/toolkit/observer.h>

namespace millrace::viewer {
namespace {

constexpr std::size_t most_paths = 4096;

int rank_of(std::uint8_t kind) {
  switch (static_cast<resource_kind>(kind)) {
    case resource_kind::server:
      return 0;
    case resource_kind::token_bucket:
    case resource_kind::keyed_limiter:
      return 1;
    case resource_kind::worker_pool:
    case resource_kind::channel:
      return 2;
    case resource_kind::wait_group:
    case resource_kind::error_group:
      return 3;
  }
  return 3;
}

}  // namespace

void topology::learn(const std::vector<probe::event_view>& events, const world& state) {
  const auto is_server = [&](std::uint32_t id) {
    const auto* found = state.resource(id);
    return found && is(*found, resource_kind::server);
  };
  for (const auto& event : events) {
    using kind = probe::event_kind;
    if (event.kind == kind::task_ended || event.kind == kind::task_started) {
      last_.erase(event.task);
    } else if (event.kind == kind::request) {
      if (static_cast<request_stage>(event.detail) == request_stage::handling) last_[event.task] = requests;
      if (static_cast<request_stage>(event.detail) == request_stage::none) last_.erase(event.task);
    } else if (event.kind == kind::resource_passed && !is_server(event.subject)) {
      const auto from = last_.find(event.task);
      const bool known = from != last_.end();
      if (known && from->second != event.subject && paths_.size() < most_paths)
        ++paths_[{from->second, event.subject}];
      last_[event.task] = event.subject;
    }
  }
}

std::map<std::uint32_t, int> topology::ranks(const std::vector<probe::resource_view>& resources) const {
  std::map<std::uint32_t, int> ranks;
  for (const auto& each : resources) ranks[each.id] = rank_of(each.kind);
  const int deepest = 8;
  for (int round = 0; round < deepest; ++round) {
    bool moved = false;
    for (const auto& [along, times] : paths_) {
      const auto [from, to] = along;
      if (from == requests || !ranks.contains(from) || !ranks.contains(to)) continue;
      if (paths_.contains({to, from}) || ranks[to] > ranks[from] || ranks[from] >= deepest) continue;
      ranks[to] = ranks[from] + 1;
      moved = true;
    }
    if (!moved) break;
  }
  return ranks;
}

}  // namespace millrace::viewer
