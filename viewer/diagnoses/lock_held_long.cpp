#include "diagnoses/lock_held_long.h"

#include <algorithm>
#include <map>
#include <set>

#include <millrace/probe/wait_graph.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer {
namespace {

struct waiting {
  std::uint64_t tasks = 0;
  double longest = 0;
};

/// Tasks in a ring of waits, and those that wait for one of them, however far.
std::set<std::size_t> stuck_for_good(const probe::snapshot& state,
                                     const std::vector<probe::wait_edge>& edges) {
  std::set<std::size_t> stuck;
  for (const auto& cycle : probe::wait_cycles(state)) {
    for (const auto& edge : cycle.edges) stuck.insert(edge.from);
  }
  for (bool more = !stuck.empty(); more;) {
    more = false;
    for (const auto& edge : edges) more = (stuck.contains(edge.to) && stuck.insert(edge.from).second) || more;
  }
  return stuck;
}

std::string taken_at(const probe::task_view& holder, std::uint64_t lock) {
  const auto held = std::ranges::find(holder.holds, lock, &probe::held_view::lock);
  return held == holder.holds.end() ? std::string() : held->taken_at;
}

}  // namespace

std::vector<warning> lock_held_long::check(const track& seen) {
  const auto& state = seen.now().state();
  const double at = seen.past().end();
  const auto edges = probe::wait_edges(state);
  const auto stuck = stuck_for_good(state, edges);
  std::map<std::pair<std::uint64_t, std::size_t>, waiting> waits;
  for (const auto& edge : edges) {
    const double waited = at - state.tasks[edge.from].since;
    if (edge.lock == 0 || waited < long_wait || stuck.contains(edge.to)) continue;
    auto& known = waits[{edge.lock, edge.to}];
    ++known.tasks;
    known.longest = std::max(known.longest, waited);
  }
  std::vector<warning> found;
  for (const auto& [what, waiting] : waits) {
    const auto& holder = state.tasks[what.second];
    const double since = held_.note({what.first, hold_of(holder, seen.measured())}, at);
    if (at - since < long_wait) continue;
    const auto place = taken_at(holder, what.first);
    const std::string lock = place.empty() ? "a lock" : "the lock taken at " + short_place(place);
    found.push_back(
        {name(), lock,
         count_of(waiting.tasks, "task") + " wait for " + lock + ", one for " + seconds_of(waiting.longest) +
             "; " + name_of(holder) + " keeps it" +
             (holder.blocked ? std::string(" and waits for ") + probe::describe_wait(holder.reason) : ""),
         place, since});
  }
  held_.end_look(at);
  return found;
}

}  // namespace millrace::viewer
