#include "diagnoses/task_leaked.h"

#include <algorithm>
#include <set>

#include <millrace/probe/wait_graph.h>
#include <millrace/toolkit/observer.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer {
namespace {

bool of_program(const probe::task_view& task) {
  return !task.of_toolkit && task.name != "main";
}

bool serves(const probe::snapshot& state) {
  return std::ranges::any_of(state.resources,
                             [](const auto& each) { return is(each, resource_kind::server); });
}

/// A drain or a group is being waited for: what still works may be what it waits for.
bool winds_down(const probe::snapshot& state) {
  return std::ranges::any_of(state.tasks, [](const auto& task) {
    return waits_for(task, wait_reason::pool_drain) || waits_for(task, wait_reason::wait_group) ||
           waits_for(task, wait_reason::error_group);
  });
}

std::set<std::size_t> joined(const probe::snapshot& state) {
  std::set<std::size_t> tasks;
  for (const auto& edge : probe::wait_edges(state)) {
    if (edge.lock == 0) tasks.insert(edge.to);
  }
  return tasks;
}

}  // namespace

void task_leaked::note(const probe::task_view& task, double since, std::string says,
                       const std::string& place) {
  auto& leak = leaks_[{std::move(says), place}];
  leak.since = leak.tasks++ == 0 ? since : std::min(leak.since, since);
  leak.who = name_of(task);
}

void task_leaked::note_forsaken_senders(const world& now, double at) {
  std::set<std::uint32_t> received_from;
  for (const auto& task : now.state().tasks) {
    if (waits_for(task, wait_reason::channel_receive)) received_from.insert(task.resource);
  }
  for (const auto& task : now.state().tasks) {
    if (!waits_for(task, wait_reason::channel_send) || at - task.since < certain) continue;
    const auto* channel = now.resource(task.resource);
    if (!channel || received_from.contains(task.resource)) continue;
    if (!users_.all_others_gone(task.resource, task.slot)) continue;
    note(task, task.since, "to send on the " + name_of(*channel) + ", and nobody receives from it any more",
         task.waits_at);
  }
}

void task_leaked::note_abandoned_locks(const probe::snapshot& state, double at) {
  const auto waits = [](const auto& task) { return task.blocked && is_lock_wait(task.reason); };
  if (std::ranges::none_of(state.tasks, waits)) return abandoned_.end_look(at);
  std::set<std::int32_t> threads;
  std::set<std::uint64_t> held;
  for (const auto& task : state.tasks) {
    threads.insert(task.thread_id);
    for (const auto& each : task.holds) held.insert(each.lock);
  }
  for (const auto& task : state.tasks) {
    if (!waits(task) || task.holder == 0 || state.lost > 0) continue;
    if (threads.contains(task.holder) || held.contains(task.lock)) continue;
    const double since = abandoned_.note({life_of(task), starts_.of(task)}, at);
    if (at - since >= certain)
      note(task, task.since,
           "for " + std::string(probe::describe_wait(task.reason)) +
               " whose holder has ended and did not let it go",
           task.waits_at);
  }
  abandoned_.end_look(at);
}

void task_leaked::note_left_after_serving(const probe::snapshot& state, double at) {
  served_ = served_ || serves(state);
  const bool over = served_ && !serves(state) && !winds_down(state);
  const double since = over ? over_.note(true, at) : at;
  over_.end_look(at);
  if (at - since < certain) return;
  const auto awaited = joined(state);
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    const auto& task = state.tasks[i];
    if (!of_program(task) || !task.blocked || awaited.contains(i)) continue;
    if (waits_for(task, wait_reason::pool_job)) continue;
    note(task, since,
         std::string("for ") + probe::describe_wait(task.reason) +
             " though the service is over: nothing tells it to stop",
         task.waits_at);
  }
}

std::vector<warning> task_leaked::check(const track& seen) {
  const auto& state = seen.now().state();
  const double at = seen.past().end();
  leaks_.clear();
  users_.learn(seen);
  note_forsaken_senders(seen.now(), at);
  note_abandoned_locks(state, at);
  note_left_after_serving(state, at);
  std::vector<warning> found;
  for (const auto& [what, leak] : leaks_) {
    const auto& [says, place] = what;
    const auto where = place.empty() ? leak.who : "tasks at " + short_place(place);
    const auto who = leak.tasks == 1 ? leak.who + " waits " : count_of(leak.tasks, "task") + " wait ";
    found.push_back({name(), where, who + says, place, leak.since});
  }
  return found;
}

}  // namespace millrace::viewer
