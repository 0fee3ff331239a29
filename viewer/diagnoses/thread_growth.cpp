#include "diagnoses/thread_growth.h"

#include <algorithm>
#include <thread>

#include "diagnoses/phrases.h"

namespace millrace::viewer {
namespace {

bool climbs(const recent<int>& tasks) {
  const int half_way = tasks.before(thread_growth::looked_at / 2);
  return tasks.covers() && tasks.newest() > half_way && half_way > tasks.oldest();
}

}  // namespace

thread_growth::thread_growth()
    : limit_(std::max(least_limit, tasks_a_core * static_cast<int>(std::thread::hardware_concurrency()))) {}

std::map<thread_growth::origin, thread_growth::started> thread_growth::tasks_by_origin(
    const probe::snapshot& state) {
  std::map<origin, started> all;
  for (const auto& task : state.tasks) {
    const bool of_server = task.spawned_at.find("millrace/http/") != std::string::npos;
    if (task.of_toolkit || task.name == "main" || of_server) continue;
    auto& known = all[{task.spawn_path, task.spawn_path[0] != 0 ? std::string() : task.spawned_at}];
    ++known.tasks;
    if (!task.spawned_at.empty()) known.place = task.spawned_at;
  }
  return all;
}

std::vector<warning> thread_growth::check(const track& seen) {
  const double at = seen.past().end();
  const auto now = tasks_by_origin(seen.now().state());
  for (const auto& [from, all] : now) tasks_.try_emplace(from, looked_at);
  std::vector<warning> found;
  for (auto& [from, samples] : tasks_) {
    const auto present = now.find(from);
    const auto [tasks, place] = present == now.end() ? started() : present->second;
    samples.add(at, tasks);
    if (tasks >= limit_ && climbs(samples)) climbing_.try_emplace(from, samples.samples().front().at);
    if (tasks < limit_ / 2) climbing_.erase(from);
    const auto climbing = climbing_.find(from);
    if (climbing == climbing_.end()) continue;
    const auto where = place.empty() ? std::string("one place") : short_place(place);
    found.push_back({name(), "tasks started at " + where,
                     std::to_string(tasks) + " tasks started at " + where +
                         " are alive, and more come than end; " +
                         std::to_string(std::thread::hardware_concurrency()) + " cores can run",
                     place, climbing->second});
  }
  return found;
}

}  // namespace millrace::viewer
