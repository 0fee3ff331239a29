#include "diagnoses/wait_cycle.h"

#include <millrace/probe/wait_graph.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer {

std::vector<warning> wait_cycle::check(const track& seen) {
  const auto& state = seen.now().state();
  std::vector<warning> found;
  for (const auto& cycle : probe::wait_cycles(state)) {
    if (cycle.stands_for < stands) continue;
    const auto& first = state.tasks[cycle.edges.front().from];
    const auto& next = state.tasks[cycle.edges.front().to];
    const auto says = cycle.edges.size() == 1
                          ? name_of(first) + " waits for a lock that it holds itself"
                          : count_of(cycle.edges.size(), "task") + " wait for each other in a ring, " +
                                name_of(first) + " for " + name_of(next) + " and so on; none will ever go on";
    found.push_back(
        {name(), "ring with " + name_of(first), says, first.waits_at, state.at - cycle.stands_for});
  }
  return found;
}

}  // namespace millrace::viewer
