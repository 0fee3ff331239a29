#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "model/world.h"

namespace millrace::viewer {

/// How work travels between resources, learned from what was seen: when a task passes one resource and then
/// another while it is at the same request or job, there is a path from the first to the second.
class topology {
 public:
  /// `requests` is the node where every request begins.
  static constexpr std::uint32_t requests = 0;
  using path = std::pair<std::uint32_t, std::uint32_t>;

  /// `state` tells which resources are servers: what passes one of those is a reply on its way out.
  void learn(const std::vector<probe::event_view>& events, const world& state);

  /// Each path with how often it was taken.
  const std::map<path, std::uint64_t>& paths() const { return paths_; }

  /// For each resource, in how many steps from the clients it is reached: 0 for servers, then by the paths
  /// that were seen, else by its kind (limits, then queues, then groups). Cycles do not matter.
  std::map<std::uint32_t, int> ranks(const std::vector<probe::resource_view>& resources) const;

 private:
  std::map<std::uint32_t, std::uint32_t> last_;  ///< task -> the resource it passed last
  std::map<path, std::uint64_t> paths_;
};

}  // namespace millrace::viewer
