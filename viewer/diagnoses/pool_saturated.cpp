#include "diagnoses/pool_saturated.h"

#include <algorithm>

#include <millrace/toolkit/observer.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer {
namespace {

struct submitting {
  std::uint64_t tasks = 0;
  std::uint64_t handlers = 0;  ///< of them, with a request in hand
};

submitting who_submits(const probe::resource_view& pool, const probe::snapshot& state) {
  submitting now;
  for (const auto& task : state.tasks) {
    if (!waits_for(task, wait_reason::pool_submit) || task.resource != pool.id) continue;
    ++now.tasks;
    now.handlers += task.stage == static_cast<std::uint8_t>(request_stage::handling) ? 1 : 0;
  }
  return now;
}

}  // namespace

std::vector<warning> pool_saturated::check(const probe::resource_view& pool, const probe::snapshot& state,
                                           double at) {
  const auto now = who_submits(pool, state);
  const std::string full = "the queue of the " + name_of(pool) + " is full (" + std::to_string(pool.holds) +
                           " of " + std::to_string(pool.capacity) + ")";
  if (now.tasks > 0) {  // then it is full, but for the moment in which a worker takes a job out
    const double since = waited_for_.note(life_of(pool), at);
    if (at - since < too_long) return {};
    const auto who = now.handlers > 0 ? count_of(now.handlers, "request") + " wait for a place in it"
                                      : count_of(now.tasks, "task") + " wait for a place in it";
    return {{name(), name_of(pool), full + " and " + who + ", for " + seconds_of(at - since) + " now",
             pool.made_at, since}};
  }
  if (pool.holds < pool.capacity) return {};
  const double stuck = full_with_.note({life_of(pool), pool.accepted}, at);
  const double quiet = refused_.note({life_of(pool), pool.refused}, at);
  const bool still_refuses = pool.refused > 0 && at - quiet < too_long;
  if (at - stuck < no_way_in || !still_refuses) return {};
  return {{name(), name_of(pool),
           full + ", and no job has got in for " + seconds_of(at - stuck) + ": its workers are all stuck",
           pool.made_at, stuck}};
}

std::vector<warning> pool_saturated::check(const track& seen) {
  const auto& state = seen.now().state();
  const double at = seen.past().end();
  std::vector<warning> found;
  for (const auto& pool : state.resources) {
    if (!is(pool, resource_kind::worker_pool) || pool.capacity <= 0) continue;
    for (auto& each : check(pool, state, at)) found.push_back(std::move(each));
  }
  waited_for_.end_look(at);
  full_with_.end_look(at);
  refused_.end_look(at);
  return found;
}

}  // namespace millrace::viewer
