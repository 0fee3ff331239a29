#include <algorithm>
#include <unordered_set>
#include <utility>

#include <millrace/probe/task_lanes.h>

namespace millrace::probe {
namespace {

/// A state that differs for less than this may owe it to events that are still to come.
constexpr double settled = 1e-3;

mark begins(double at, std::string name) {
  return {.kind = mark_kind::begin, .at = at, .category = inferred, .name = std::move(name)};
}

}  // namespace

// Trace viewers know a task by its thread's id, but the system gives ids anew: later ones are replaced by
// numbers that it never gives.
std::int32_t task_lanes::unused_thread_id(std::int32_t wanted) {
  constexpr std::int32_t above_the_systems = 1'000'000'000;
  const auto made = above_the_systems + static_cast<std::int32_t>(count_ % 1'000'000'000);
  const bool first = wanted > 0 && wanted < above_the_systems && thread_ids_.insert(wanted).second;
  return first ? wanted : made;
}

void task_lanes::start(std::uint32_t slot, const task_view* view, mark how) {
  lane& here = lanes_[slot];
  close_from(here, life, how.at);
  ++count_;
  here = {.track = next_track_++,
          .thread_id = unused_thread_id(view ? view->thread_id : 0),
          .generation = view ? view->generation : 0};
  const bool named = view && !view->name.empty();
  const auto name = named ? view->name : "task " + std::to_string(count_);
  to_.task(here.track, here.thread_id, name);
  how.kind = mark_kind::begin;
  how.name = name;
  if (view && !view->spawned_at.empty()) how.more.push_back({"spawned at", view->spawned_at});
  put(here, std::move(how));
  here.open[life] = true;
}

task_lanes::lane& task_lanes::lane_of(std::uint32_t slot, double at) {
  if (!lanes_[slot].open[life]) start(slot, nullptr, begins(at, {}));
  return lanes_[slot];
}

// An end that has a name or a category of its own ends nothing for Perfetto, which looks for a slice with the
// same.
void task_lanes::put(lane& on, mark what) {
  if (what.kind == mark_kind::end) {
    what.more.push_back({ended_by, std::exchange(what.category, {})});
    what.name.clear();
  }
  what.track = on.track;
  what.at = on.latest = std::max(on.latest, what.at);
  to_.draw(what);
}

void task_lanes::close_from(lane& of, level lowest, double at) {
  for (std::size_t each = levels; each-- > lowest;) {
    if (of.open[each]) put(of, {.kind = mark_kind::end, .at = at, .category = inferred});
    of.open[each] = false;
  }
}

void task_lanes::begin(std::uint32_t slot, level which, mark how) {
  lane& here = lane_of(slot, how.at);
  close_from(here, which, how.at);
  how.kind = mark_kind::begin;
  put(here, std::move(how));
  here.open[which] = true;
}

// The end of something whose begin was missed is still an event, and drawn.
void task_lanes::end(std::uint32_t slot, level which, mark how) {
  lane& here = lane_of(slot, how.at);
  if (which + 1 < levels) close_from(here, static_cast<level>(which + 1), how.at);
  how.kind = std::exchange(here.open[which], false) ? mark_kind::end : mark_kind::instant;
  put(here, std::move(how));
}

void task_lanes::draw(std::uint32_t slot, mark what) {
  put(lane_of(slot, what.at), std::move(what));
}

void task_lanes::infer_start(const task_view& task, double at) {
  start(task.slot, &task, begins(at, task.name));
  if (task.stage != 0) begin(task.slot, request, begins(at, task.route.empty() ? "request" : task.route));
}

// Its start was read, but no state that could say more of it.
void task_lanes::learn_who(lane& of, const task_view& task) {
  of.generation = task.generation;
  if (!task.name.empty()) to_.task(of.track, of.thread_id, task.name);
}

void task_lanes::compare_wait(const task_view& task, double at) {
  lane& here = lanes_[task.slot];
  if (here.open[wait] == task.blocked || at - task.since < settled) return;
  if (!task.blocked) return close_from(here, wait, task.since);
  mark begun = begins(task.since, describe_wait(task.reason));
  if (!task.waits_at.empty()) begun.more.push_back({"waits at", task.waits_at});
  begin(task.slot, wait, std::move(begun));
}

void task_lanes::compare(const snapshot& state) {
  std::unordered_set<std::uint32_t> alive;
  for (const auto& task : state.tasks) {
    alive.insert(task.slot);
    lane& here = lanes_[task.slot];
    if (here.generation == 0 && here.open[life]) learn_who(here, task);
    if (here.generation != task.generation) infer_start(task, state.at);
    if (here.open[life]) compare_wait(task, state.at);
  }
  for (auto& [slot, each] : lanes_) {
    if (!alive.contains(slot)) close_from(each, life, state.at);
  }
}

void task_lanes::finish(double at) {
  for (auto& [slot, each] : lanes_) close_from(each, life, at);
}

}  // namespace millrace::probe
