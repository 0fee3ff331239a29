#include "diagnoses/requests_stuck.h"

#include <algorithm>
#include <map>

#include <millrace/toolkit/observer.h>

#include "diagnoses/lifetime.h"
#include "diagnoses/phrases.h"

namespace millrace::viewer {
namespace {

struct at_work {
  std::uint64_t requests = 0;
  double earliest = 0;
  std::string waits_at;
};

bool explained_elsewhere(const probe::task_view& task) {
  return task.blocked && (is_lock_wait(task.reason) || waits_for(task, wait_reason::pool_submit));
}

}  // namespace

std::vector<warning> requests_stuck::check(const track& seen) {
  const double at = seen.past().end();
  std::map<std::string, at_work> routes;
  for (const auto& [slot, since] : seen.measured().handling()) {
    const auto* task = seen.now().task(slot);
    if (!task || task->stage != static_cast<std::uint8_t>(request_stage::handling)) continue;
    if (at - since < too_long || explained_elsewhere(*task)) continue;
    auto& route = routes[task->route];
    route.earliest = route.requests++ == 0 ? since : std::min(route.earliest, since);
    route.waits_at = task->waits_at;
  }
  std::vector<warning> found;
  for (const auto& [route, stuck] : routes) {
    found.push_back(
        {name(), "requests to " + route,
         count_of(stuck.requests, "request") + " to " + route + " got no answer in over a second, one in " +
             seconds_of(at - stuck.earliest) +
             (stuck.waits_at.empty() ? std::string("; they wait for something outside the service")
                                     : "; waiting at " + short_place(stuck.waits_at)),
         stuck.waits_at, stuck.earliest});
  }
  return found;
}

}  // namespace millrace::viewer
