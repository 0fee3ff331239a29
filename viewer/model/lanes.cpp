#include "model/lanes.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

#include <millrace/probe/segment.h>

namespace millrace::viewer {
namespace {

doing doing_of(std::uint8_t reason) {
  return is_idle_wait(reason) ? doing::idle : is_lock_wait(reason) ? doing::waits_for_lock : doing::blocked;
}

/// One task while the events are gone through.
struct strand {
  lane* into = nullptr;
  std::optional<doing> now;  ///< none: there is no such task just now
  double since = 0;
  std::uint32_t resource = 0;
};

class weaver {
 public:
  weaver(lanes& made, std::size_t most_wakeups) : made_(made), most_wakeups_(most_wakeups) {}

  void begin_with(const world& state, double at) {
    strands_.reserve(made_.all.size());
    for (auto& each : made_.all) {
      strand_of_[each.slot] = static_cast<std::int32_t>(strands_.size());
      auto& mine = strands_.emplace_back();
      mine.into = &each;
      mine.since = at;
      if (const auto* task = state.task(each.slot)) {
        mine.now = viewer::doing_of(*task);
        mine.resource = task->resource;
      }
    }
  }

  void take(const probe::event_view& event) {
    using kind = probe::event_kind;
    if (event.kind == kind::resource_passed || event.kind == kind::resource_holds)
      touched_[event.subject] = {event.task, event.at};
    const auto number = event.task < strand_of_.size() ? strand_of_[event.task] : none;
    if (number == none) return;
    auto& mine = strands_[static_cast<std::size_t>(number)];
    if (event.kind == kind::task_started) change(mine, event.at, doing::running);
    if (event.kind == kind::task_ended) change(mine, event.at, std::nullopt);
    if (event.kind == kind::resumed) {
      note_wakeup(mine, event);
      change(mine, event.at, doing::running);
    }
    if (event.kind == kind::blocked) {
      change(mine, event.at, doing_of(event.detail));
      mine.resource = is_lock_wait(event.detail) ? 0 : event.subject;
    }
  }

  void finish(double at) {
    for (auto& mine : strands_) change(mine, at, std::nullopt);
  }

 private:
  void change(strand& mine, double at, std::optional<doing> to) {
    if (mine.now) add(*mine.into, *mine.now, mine.since, at);
    mine.now = to;
    mine.since = at;
  }

  /// Adds a stretch of time to the columns that it covers, in parts of a column.
  void add(lane& into, doing what, double from, double to) const {
    const auto count = static_cast<double>(into.columns.size());
    const double scale = count / (made_.end - made_.begin);
    double at = std::clamp((from - made_.begin) * scale, 0.0, count);
    const double until = std::clamp((to - made_.begin) * scale, 0.0, count);
    while (at < until) {
      const auto column = static_cast<std::size_t>(at);
      const double next = std::min(until, static_cast<double>(column) + 1);
      into.columns[column][static_cast<std::size_t>(what)] += static_cast<float>(next - at);
      at = next;
    }
  }

  // Whoever touched the resource last, after this task began to wait at it, let it go on.
  void note_wakeup(const strand& mine, const probe::event_view& event) {
    const auto cause = touched_.find(mine.resource);
    if (mine.resource == 0 || cause == touched_.end() || made_.wakeups.size() == most_wakeups_) return;
    const auto [by, when] = cause->second;
    if (by != event.task && when >= mine.since) made_.wakeups.push_back({event.at, by, event.task});
  }

  lanes& made_;
  const std::size_t most_wakeups_;
  static constexpr std::int32_t none = -1;
  std::vector<strand> strands_;
  std::vector<std::int32_t> strand_of_ = std::vector<std::int32_t>(probe::most_tasks, none);  ///< by slot
  std::unordered_map<std::uint32_t, std::pair<std::uint32_t, double>>
      touched_;  ///< resource -> by whom, when
};

}  // namespace

doing doing_of(const probe::task_view& task) {
  return task.blocked ? doing_of(task.reason) : doing::running;
}

lanes lanes_of(const track& seen, double begin, double end, std::size_t columns,
               const std::vector<std::uint32_t>& slots, cursor& before, std::size_t most_wakeups) {
  lanes made{begin, end, {}, {}};
  for (const auto slot : slots) made.all.push_back({slot, std::vector<shares>(columns)});
  if (columns == 0 || end <= begin) return made;
  weaver strands(made, most_wakeups);
  // What was before the memory begins is not known, and what comes after its end.
  const double known = std::clamp(seen.past().begin(), begin, end);
  strands.begin_with(before.at(seen.past(), known), known);
  seen.past().visit(known, end, [&](const auto& event) {
    strands.take(event);
    return true;
  });
  strands.finish(std::min(end, std::max(known, seen.past().end())));
  return made;
}

}  // namespace millrace::viewer
