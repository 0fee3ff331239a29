#include "terminal/live_view.h"

#include <filesystem>

#include <fmt/format.h>

namespace millrace::viewer::terminal {
namespace {

constexpr std::size_t most_tasks = 10'000;

/// The same for a cycle that stands, another for the same tasks in another.
std::string name_of(const probe::snapshot& seen, const probe::wait_cycle& cycle) {
  std::string name;
  for (const auto& edge : cycle.edges) {
    const auto& task = seen.tasks[edge.from];
    name += fmt::format("{}.{}:{};", task.slot, task.generation, edge.lock);
  }
  return name;
}

}  // namespace

// A process may become another program (exec), which publishes anew.
void live_view::attach() {
  std::error_code gone;
  const auto now = std::filesystem::read_symlink("/proc/" + std::to_string(process_) + "/exe", gone).string();
  if (gone || (reader_ && now == program_)) return;
  try {
    reader_.emplace(probe::reader(process_));
    places_.emplace(process_);
    tasks_.clear();
    program_ = now;
  } catch (const std::exception&) {
    // Not yet, or no longer: the next look tries again.
  }
}

void live_view::look() {
  constexpr int looks_between_maps = 10;
  attach();
  if (!reader_) return;
  if (looks_++ % looks_between_maps == 0) places_->learn();
  latest_ = reader_->look();
  for (const auto& task : latest_.tasks) {
    if (tasks_.size() < most_tasks || tasks_.contains({task.slot, task.generation}))
      tasks_[{task.slot, task.generation}] = task;
  }
}

std::vector<probe::task_view> live_view::tasks() const {
  std::vector<probe::task_view> all;
  for (const auto& [id, task] : tasks_) all.push_back(task);
  return all;
}

std::vector<probe::wait_cycle> live_view::new_deadlocks() {
  constexpr double patience = 1;  // seconds
  constexpr int alike = 2;
  std::vector<probe::wait_cycle> found;
  std::map<std::string, int> now;
  for (auto& cycle : probe::wait_cycles(latest_)) {
    if (cycle.stands_for < patience) continue;
    const auto name = name_of(latest_, cycle);
    now[name] = cycles_[name] + 1;
    if (now[name] == alike) found.push_back(std::move(cycle));
  }
  cycles_ = std::move(now);
  return found;
}

}  // namespace millrace::viewer::terminal
