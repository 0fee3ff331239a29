#include "panels/flow_crowds.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <millrace/toolkit/observer.h>

namespace millrace::viewer {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

struct pool_node {
  std::string workers;  ///< how their names begin; they are started where the pool is made
  std::string made_at;
  std::size_t node;
};

class gatherer {
 public:
  explicit gatherer(const flow_layout& layout) {
    found_.at_nodes.resize(layout.nodes.size());
    for (std::size_t i = 0; i < layout.nodes.size(); ++i) {
      const auto& [shown, ids, where] = layout.nodes[i];
      if (is(shown, resource_kind::worker_pool))
        pools_.push_back({shown.name + " worker ", shown.made_at, i});
      for (const auto id : ids) {
        if (id >= node_of_.size()) node_of_.resize(id + 1, none);
        node_of_[id] = i;
      }
    }
  }

  void take(const probe::task_view& task) {
    const look seen = look_of(task);
    const bool works_for_a_pool = task.name.find(" worker ") != std::string::npos;
    if (!works_for_a_pool || !take_as_worker(task, seen)) take_as_waiting(task);
    if (works_for_a_pool || task.of_toolkit || task.name == "main") return;
    auto& [same, count] = loose_[static_cast<std::size_t>(seen.colour)];
    same = seen;
    ++count;
    found_.loose_blocked += task.blocked && !is_idle_wait(task.reason) ? 1 : 0;
  }

  flow_crowds result() && {
    for (const auto& [same, count] : loose_) found_.loose.insert(found_.loose.end(), count, same);
    return std::move(found_);
  }

 private:
  bool take_as_worker(const probe::task_view& task, const look& seen) {
    const auto pool = std::ranges::find_if(pools_, [&](const pool_node& each) {
      return task.name.starts_with(each.workers) && task.spawned_at == each.made_at;
    });
    if (pool == pools_.end()) return false;
    found_.at_nodes[pool->node].workers.push_back(seen);
    return true;
  }

  void take_as_waiting(const probe::task_view& task) {
    if (!task.blocked || task.resource >= node_of_.size() || node_of_[task.resource] == none) return;
    const auto reason = static_cast<wait_reason>(task.reason);
    if (reason == wait_reason::pool_drain) return;  // it waits for the end, not for a place
    auto& here = found_.at_nodes[node_of_[task.resource]];
    const bool takes = reason == wait_reason::channel_receive || reason == wait_reason::pool_job;
    ++(takes ? here.receivers : here.senders);
  }

  flow_crowds found_;
  std::vector<pool_node> pools_;
  std::vector<std::size_t> node_of_;                            ///< by a resource's id
  std::array<std::pair<look, std::size_t>, meanings> loose_{};  ///< by colour
};

}  // namespace

flow_crowds gather_crowds(const world& state, const flow_layout& layout) {
  gatherer all(layout);
  for (const auto& task : state.state().tasks) all.take(task);
  return std::move(all).result();
}

}  // namespace millrace::viewer
