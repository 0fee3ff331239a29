#include "terminal/watch_report.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <millrace/probe/lock_inversions.h>

namespace millrace::viewer::terminal {
namespace {

std::string or_unknown(const std::string& place) {
  return place.empty() ? "(not known)" : place;
}

/// A source below the current folder is named from there.
std::string shortened(const std::string& place) {
  std::error_code error;
  const auto here = std::filesystem::current_path(error).string() + '/';
  return !error && place.starts_with(here) ? place.substr(here.size()) : place;
}

/// Waits at one place and of one kind, whatever the calls around them were.
struct waits_at {
  std::uint8_t reason = 0;
  std::string place;
  std::uint64_t waits = 0;
  double total = 0;
  double longest = 0;
};

std::vector<waits_at> waits_by_place(live_view& of) {
  std::map<std::pair<std::uint8_t, std::string>, waits_at> by_place;
  for (const auto& one : of.latest().wait_places) {
    const auto place = shortened(of.places().place(one.path));
    auto& all = by_place.try_emplace({one.reason, place}, waits_at{one.reason, place}).first->second;
    all.waits += one.waits;
    all.total += one.total;
    all.longest = std::max(all.longest, one.longest);
  }
  std::vector<waits_at> sorted;
  for (auto& [key, all] : by_place) {
    if (all.waits > 0) sorted.push_back(std::move(all));
  }
  std::ranges::sort(sorted, std::greater(), &waits_at::total);
  return sorted;
}

/// Where a task was started: the toolkit says so itself, else its caller's place.
std::string spawn_place(live_view& of, const probe::task_view& task) {
  return shortened(task.spawned_at.empty() ? of.places().place(task.spawn_path) : task.spawned_at);
}

std::string wait_place(live_view& of, const probe::task_view& task) {
  return shortened(task.waits_at.empty() ? of.places().place(task.wait_path) : task.waits_at);
}

std::string tasks_table(live_view& of) {
  constexpr std::size_t most_rows = 50;
  const auto tasks = of.tasks();
  std::string text = fmt::format("{} tasks were seen\n  {:<24} {:<24} {}\n", tasks.size(), "task",
                                 "last seen", "started at");
  for (std::size_t i = 0; i < std::min(tasks.size(), most_rows); ++i) {
    const auto& task = tasks[i];
    const auto doing = task.blocked ? fmt::format("waits for {}", probe::describe_wait(task.reason))
                                    : std::string("running");
    text += fmt::format("  {:<24} {:<24} {}\n", task.name, doing, spawn_place(of, task));
  }
  if (tasks.size() > most_rows) text += fmt::format("  and {} more\n", tasks.size() - most_rows);
  return text;
}

std::string waits_table(live_view& of) {
  const auto waits = waits_by_place(of);
  if (waits.empty()) return "No wait has ended\n";
  std::string text =
      fmt::format("Waits by place\n  {:>9} {:>12} {:>12}  {:<20} at\n", "waits", "total", "longest", "for");
  for (const auto& one : waits) {
    text += fmt::format("  {:>9} {:>9.3f} ms {:>9.3f} ms  {:<20} {}\n", one.waits, one.total * 1e3,
                        one.longest * 1e3, probe::describe_wait(one.reason), or_unknown(one.place));
  }
  return text;
}

std::string inversions_table(live_view& of) {
  std::string text;
  for (const auto& inversion : probe::lock_inversions(of.latest())) {
    text += "Locks in no common order: a deadlock waits to happen\n";
    for (const auto& pair : inversion) {
      text += fmt::format("  {:#x} while {:#x} was held, {} times, first at {}\n", pair.taken, pair.held,
                          pair.count, or_unknown(shortened(of.places().place(pair.taken_path))));
    }
  }
  return text;
}

nlohmann::json inversions_json(live_view& of) {
  auto all = nlohmann::json::array();
  for (const auto& inversion : probe::lock_inversions(of.latest())) {
    auto ring = nlohmann::json::array();
    for (const auto& pair : inversion) {
      ring.push_back({{"held", pair.held},
                      {"taken", pair.taken},
                      {"count", pair.count},
                      {"held_at", of.places().place(pair.held_code)},
                      {"taken_at", of.places().place(pair.taken_path)}});
    }
    all.push_back(std::move(ring));
  }
  return all;
}

nlohmann::json deadlocks_json(live_view& of) {
  auto all = nlohmann::json::array();
  const auto& seen = of.latest();
  for (const auto& cycle : probe::wait_cycles(seen)) {
    auto rows = nlohmann::json::array();
    for (const auto& edge : cycle.edges) {
      const auto& task = seen.tasks[edge.from];
      rows.push_back({{"task", task.name},
                      {"waits_for", probe::describe_wait(task.reason)},
                      {"lock", edge.lock},
                      {"held_by", seen.tasks[edge.to].name},
                      {"at", wait_place(of, task)}});
    }
    all.push_back({{"stands_for_seconds", cycle.stands_for}, {"tasks", std::move(rows)}});
  }
  return all;
}

}  // namespace

std::string deadlock_table(live_view& of, const probe::wait_cycle& cycle) {
  const auto& seen = of.latest();
  std::string text = fmt::format("millrace watch: deadlock of {} tasks in process {}, for {:.1f} s\n",
                                 cycle.edges.size(), seen.process, cycle.stands_for);
  text += fmt::format("  {:<20} {:<32} {:<20} at\n", "task", "waits for", "held by");
  for (const auto& edge : cycle.edges) {
    const auto& task = seen.tasks[edge.from];
    auto wanted = std::string(probe::describe_wait(task.reason));
    if (edge.lock != 0) wanted += fmt::format(" {:#x}", edge.lock);
    text += fmt::format("  {:<20} {:<32} {:<20} {}\n", task.name, wanted, seen.tasks[edge.to].name,
                        or_unknown(wait_place(of, task)));
  }
  return text;
}

std::string watch_report(live_view& of) {
  return fmt::format("\nmillrace watch: {}, process {}\n", of.latest().program, of.latest().process) +
         tasks_table(of) + waits_table(of) + inversions_table(of);
}

std::string watch_report_json(live_view& of, int code) {
  nlohmann::json report = {{"program", of.latest().program},
                           {"exit_code", code},
                           {"lost", of.latest().lost},
                           {"deadlocks", deadlocks_json(of)},
                           {"inversions", inversions_json(of)}};
  for (const auto& task : of.tasks()) {
    report["tasks"].push_back(
        {{"name", task.name}, {"thread", task.thread_id}, {"started_at", spawn_place(of, task)}});
  }
  for (const auto& one : waits_by_place(of)) {
    report["waits"].push_back({{"for", probe::describe_wait(one.reason)},
                               {"at", one.place},
                               {"waits", one.waits},
                               {"total_seconds", one.total},
                               {"longest_seconds", one.longest}});
  }
  return report.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace millrace::viewer::terminal
