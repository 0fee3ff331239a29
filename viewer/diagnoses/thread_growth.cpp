#include "diagnoses/thread_growth.h"

#include <algorithm>
#include <thread>

#include "diagnoses/phrases.h"

namespace millrace::viewer {
namespace {

std::map<std::string, int> tasks_by_place(const probe::snapshot& state) {
  std::map<std::string, int> tasks;
  for (const auto& task : state.tasks) {
    const bool of_server = task.spawned_at.find("millrace/http/") != std::string::npos;
    if (!task.of_toolkit && task.name != "main" && !of_server) ++tasks[task.spawned_at];
  }
  return tasks;
}

bool climbs(const recent<int>& tasks) {
  const int half_way = tasks.before(thread_growth::looked_at / 2);
  return tasks.covers() && tasks.newest() > half_way && half_way > tasks.oldest();
}

}  // namespace

thread_growth::thread_growth()
    : limit_(std::max(least_limit, tasks_a_core * static_cast<int>(std::thread::hardware_concurrency()))) {}

std::vector<warning> thread_growth::check(const track& seen) {
  const double at = seen.past().end();
  const auto now = tasks_by_place(seen.now().state());
  for (const auto& [place, tasks] : now) tasks_.try_emplace(place, looked_at);
  std::vector<warning> found;
  for (auto& [place, samples] : tasks_) {
    const auto present = now.find(place);
    const int tasks = present == now.end() ? 0 : present->second;
    samples.add(at, tasks);
    if (tasks >= limit_ && climbs(samples)) climbing_.try_emplace(place, samples.samples().front().at);
    if (tasks < limit_ / 2) climbing_.erase(place);
    const auto climbing = climbing_.find(place);
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
