#include <algorithm>
#include <unordered_map>

#include <millrace/probe/rings.h>
#include <millrace/probe/wait_graph.h>

namespace millrace::probe {
namespace {

constexpr std::size_t most_holders = 64;

/// What leads from an edge's words to the tasks that are meant.
struct directory {
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> holders;
  std::unordered_map<std::int32_t, std::size_t> threads;
  std::unordered_map<std::uint64_t, std::size_t> handles;

  explicit directory(const snapshot& seen) {
    for (std::size_t i = 0; i < seen.tasks.size(); ++i) {
      const auto& task = seen.tasks[i];
      if (task.thread_id > 0) threads.try_emplace(task.thread_id, i);
      if (task.handle != 0) handles.try_emplace(task.handle, i);
      for (const auto& held : task.holds) {
        auto& all = holders[held.lock];
        if (all.size() < most_holders && (all.empty() || all.back() != i)) all.push_back(i);
      }
    }
  }
};

bool waits_for_a_lock(const task_view& task) {
  const auto how = static_cast<lock_wait>(task.reason);
  return task.blocked &&
         (how == lock_wait::mutex || how == lock_wait::reader_lock || how == lock_wait::writer_lock);
}

bool joins(const task_view& task) {
  return task.blocked && static_cast<lock_wait>(task.reason) == lock_wait::join;
}

void add_edges(const task_view& task, std::size_t from, const directory& who, std::vector<wait_edge>& into) {
  if (joins(task)) {
    const auto joined = who.handles.find(task.lock);
    if (joined != who.handles.end()) into.push_back({from, joined->second, 0});
  } else if (waits_for_a_lock(task)) {
    const auto holders = who.holders.find(task.lock);
    if (holders != who.holders.end()) {
      for (const auto to : holders->second) into.push_back({from, to, task.lock});
      return;
    }
    const auto holder = who.threads.find(task.holder);
    if (holder != who.threads.end()) into.push_back({from, holder->second, task.lock});
  }
}

}  // namespace

std::vector<wait_edge> wait_edges(const snapshot& seen) {
  const directory who(seen);
  std::vector<wait_edge> edges;
  for (std::size_t i = 0; i < seen.tasks.size(); ++i) add_edges(seen.tasks[i], i, who, edges);
  return edges;
}

std::vector<wait_cycle> wait_cycles(const snapshot& seen) {
  const auto edges = wait_edges(seen);
  std::vector<link> links;
  for (const auto& edge : edges) links.push_back({edge.from, edge.to});
  std::vector<wait_cycle> cycles;
  for (const auto& ring : rings_of(links, seen.tasks.size())) {
    wait_cycle cycle;
    double latest = 0;
    for (const auto index : ring) {
      cycle.edges.push_back(edges[index]);
      latest = std::max(latest, seen.tasks[edges[index].from].since);
    }
    cycle.stands_for = seen.at - latest;
    cycles.push_back(std::move(cycle));
  }
  return cycles;
}

}  // namespace millrace::probe
