#include "exploration/schedule_table.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "exploration/step_words.h"

namespace millrace::tutor {
namespace {

constexpr std::size_t most_rows = 40;

struct row {
  std::uint32_t task = 0;
  std::string text;
  int times = 1;
};

/// What only frames the story: when a task begins, ends and is joined, its steps show well enough.
bool is_frame(const told_step& step) {
  return step.operation == "create" || step.operation == "finish" || step.operation == "start" ||
         step.operation == "join";
}

/// Objects that more than one task has to do with.
std::set<std::uint64_t> shared_objects(const std::vector<told_step>& story) {
  std::map<std::uint64_t, std::set<std::uint32_t>> users;
  for (const auto& step : story) users[step.address].insert(step.task);
  std::set<std::uint64_t> shared;
  for (const auto& [object, by] : users) {
    if (object != 0 && by.size() > 1) shared.insert(object);
  }
  return shared;
}

std::vector<row> rows_of(const told_failure& of) {
  const auto shared = shared_objects(of.story);
  std::vector<row> rows;
  for (const auto& step : of.story) {
    if (is_frame(step) || (step.address != 0 && !shared.contains(step.address))) continue;
    const auto place = place_name(step.place());
    auto text = place.empty() ? step_words(step) : place + "  " + step_words(step);
    if (!rows.empty() && rows.back().task == step.task && rows.back().text == text)
      ++rows.back().times;
    else
      rows.push_back({step.task, std::move(text)});
  }
  for (const auto& task : of.tasks) {
    if (!task.finished && !task.ready) rows.push_back({task.task, waiting_words(task, of)});
  }
  return rows;
}

std::vector<std::uint32_t> columns_of(const std::vector<row>& rows) {
  std::set<std::uint32_t> seen;
  for (const auto& each : rows) seen.insert(each.task);
  return {seen.begin(), seen.end()};
}

std::string padded(const std::string& text, std::size_t width) {
  if (text.size() > width) return text.substr(0, width > 1 ? width - 1 : 0) + "~";
  return text + std::string(width - text.size(), ' ');
}

}  // namespace

std::string schedule_table(const told_failure& of, const style& out, int width) {
  auto rows = rows_of(of);
  const std::size_t left_out = rows.size() > most_rows ? rows.size() - most_rows : 0;
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(left_out));
  const auto columns = columns_of(rows);
  if (columns.empty()) return {};
  std::map<std::uint32_t, std::size_t> widest;
  for (const auto task : columns) widest[task] = task_name(task).size();
  for (auto& each : rows) {
    if (each.times > 1) each.text += fmt::format(" ({} times)", each.times);
    widest[each.task] = std::max(widest[each.task], each.text.size());
  }
  const auto most = static_cast<std::size_t>(std::max(24, width / static_cast<int>(columns.size()) - 3));
  for (auto& [task, needed] : widest)
    needed = std::min(needed, std::max(most, std::size_t{60} / columns.size()));
  std::string text = "     ";
  for (const auto task : columns) text += out.bold(padded(task_name(task), widest[task])) + "  ";
  text += '\n';
  if (left_out > 0) text += out.dim(fmt::format("     ({} earlier steps are left out)", left_out)) + '\n';
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::string line = fmt::format("{:>3}  ", i + left_out + 1);
    for (const auto task : columns)
      line += padded(task == rows[i].task ? rows[i].text : "", widest[task]) + "  ";
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace millrace::tutor
