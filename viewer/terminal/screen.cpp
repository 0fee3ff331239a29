#include "terminal/screen.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer::terminal {
namespace {

std::string coloured(const terminal_size& on, const char* code, const std::string& text) {
  return on.colours ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

std::string bar(std::int64_t holds, std::int64_t capacity, int width) {
  if (capacity <= 0) return std::string(static_cast<std::size_t>(width), ' ');
  const auto full = std::clamp<std::int64_t>(holds * width / capacity, 0, width);
  return std::string(static_cast<std::size_t>(full), '#') +
         std::string(static_cast<std::size_t>(width - full), '.');
}

std::string heading(const track& seen) {
  const auto& state = seen.now().state();
  const auto& numbers = seen.measured();
  const auto now = numbers.latency_at(state.at);
  const auto blocked = std::ranges::count_if(
      state.tasks, [](const auto& task) { return task.blocked && !is_idle_wait(task.reason); });
  return fmt::format(
      "{}  pid {}  tasks {} ({} blocked)  memory {:.0f} MiB  {} requests/s  p50 {:.1f} ms  p99 {:.1f} ms",
      seen.name(), state.process, seen.now().program_tasks(), blocked,
      static_cast<double>(state.memory_bytes) / (1 << 20), now.requests, now.p50 * 1e3, now.p99 * 1e3);
}

void add_resources(std::vector<std::string>& lines, const track& seen, const terminal_size& on) {
  const auto& state = seen.now().state();
  if (state.resources.empty()) return;
  lines.emplace_back();
  lines.push_back(coloured(on, "1",
                           fmt::format("{:<15}{:<22}{:>8} {:>9}  {:<20} {:>9}{:>9}{:>8}", "RESOURCE", "NAME",
                                       "HOLDS", "OF", "", "PASSED", "REFUSED", "FAILED")));
  for (const auto& each : state.resources) {
    const auto name = each.name.empty() ? short_place(each.made_at) : each.name;
    auto line = fmt::format("{:<15}{:<22}{:>8} {:>9}  {:<20} {:>9}{:>9}{:>8}",
                            probe::describe_resource(each.kind), name.substr(0, 21), each.holds,
                            each.capacity < 0 ? std::string("-") : std::to_string(each.capacity),
                            bar(each.holds, each.capacity, 20), each.accepted, each.refused, each.failed);
    const bool full = each.capacity > 0 && each.holds >= each.capacity && each.kind != 2;
    lines.push_back(full || each.failed > 0 ? coloured(on, "31", line) : std::move(line));
  }
}

/// Tasks that do the same at the same place are one row: ten thousand of them fit a screen.
struct group {
  int tasks = 0;
  double longest = 0;
  std::string example;
};

void add_tasks(std::vector<std::string>& lines, const track& seen, const terminal_size& on) {
  const auto& state = seen.now().state();
  std::map<std::tuple<bool, std::string, std::string, std::string>, group> groups;
  for (const auto& task : state.tasks) {
    const auto digit = task.name.find_last_not_of("0123456789 ");
    const auto kind = task.name.substr(0, digit == std::string::npos ? 0 : digit + 1);
    auto& mine = groups[{!task.blocked, task.blocked ? probe::describe_wait(task.reason) : "-",
                         short_place(task.waits_at), kind.empty() ? "(unnamed)" : kind}];
    ++mine.tasks;
    mine.longest = std::max(mine.longest, state.at - task.since);
    mine.example = short_place(task.spawned_at);
  }
  lines.emplace_back();
  lines.push_back(coloured(on, "1",
                           fmt::format("{:>6}  {:<24}{:<10}{:<26}{:<24}{:>9}  {}", "TASKS", "NAME", "STATE",
                                       "WAITS FOR", "AT", "LONGEST", "SPAWNED AT")));
  for (const auto& [key, mine] : groups) {
    const auto& [running, wait, at, name] = key;
    lines.push_back(fmt::format("{:>6}  {:<24}{:<10}{:<26}{:<24}{:>7.2f} s  {}", mine.tasks,
                                name.substr(0, 23), running ? "running" : "blocked", wait, at.substr(0, 23),
                                mine.longest, mine.example));
  }
}

}  // namespace

std::vector<std::string> screen(const track& seen, const std::string& trouble, const terminal_size& on) {
  std::vector<std::string> lines;
  if (!trouble.empty()) lines.push_back(coloured(on, "33", trouble));
  if (seen.empty()) return lines;
  lines.push_back(coloured(on, "1;36", heading(seen)));
  add_resources(lines, seen, on);
  add_tasks(lines, seen, on);
  return lines;
}

}  // namespace millrace::viewer::terminal
