#include "diagnoses/writer_starved.h"

#include <algorithm>
#include <utility>

#include "diagnoses/phrases.h"

namespace millrace::viewer {
namespace {

std::set<hold> holds_of(std::uint64_t lock, const track& seen) {
  std::set<hold> found;
  for (const auto& task : seen.now().state().tasks) {
    if (std::ranges::count(task.holds, lock, &probe::held_view::lock) > 0)
      found.insert(hold_of(task, seen.measured()));
  }
  return found;
}

}  // namespace

std::vector<warning> writer_starved::check(const track& seen) {
  const auto& state = seen.now().state();
  const double at = seen.past().end();
  std::vector<warning> found;
  std::map<one_wait, wait> still_waiting;
  for (const auto& task : state.tasks) {
    if (!waits_for(task, probe::lock_wait::writer_lock)) continue;
    const auto key = one_wait(life_of(task), starts_.of(task));
    const auto known = waits_.find(key);
    auto now = known == waits_.end() ? wait{holds_of(task.lock, seen), 0} : std::move(known->second);
    if (auto readers = holds_of(task.lock, seen); readers != now.readers) {
      now.readers = std::move(readers);
      ++now.changes;
    }
    // One reader that keeps it all the time is a lock held long, and one change may be a turn taken.
    if (at - task.since >= too_long && now.changes >= 2) {
      found.push_back({name(), name_of(task),
                       name_of(task) + " has waited for " + seconds_of(at - task.since) +
                           " to write, while readers of the same lock come and go (" +
                           count_of(now.readers.size(), "holder") + " now): they let no writer in between",
                       task.waits_at, task.since});
    }
    still_waiting.emplace(key, std::move(now));
  }
  waits_ = std::move(still_waiting);
  return found;
}

}  // namespace millrace::viewer
