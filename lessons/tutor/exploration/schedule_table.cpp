#include "exploration/schedule_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "exploration/folded_rows.h"
#include "exploration/step_words.h"

namespace millrace::tutor {
namespace {

/// What only frames the story: when a task begins, ends and is joined, its steps show well enough.
bool is_frame(const told_step& step) {
  if (step.outcome != "done") return false;
  return step.operation == "create" || step.operation == "finish" || step.operation == "start" ||
         step.operation == "join";
}

/// Steps from the first task's start, for nobody could disturb what main did before; but a race may be with
/// that.
std::vector<told_step> after_setup(const told_failure& of) {
  const auto& story = of.story;
  const auto first = std::ranges::find_if(
      story, [](const told_step& step) { return step.task != 0 || step.operation == "create"; });
  const auto raced = [&](const told_step& step) {
    return step.address == of.address && step.task == of.other_task;
  };
  const auto last = std::find_if(story.rbegin(), story.rend(), raced);
  if (first == story.end()) return story;
  if (of.kind != "race" || last == story.rend()) return {first, story.end()};
  return {std::min(first, std::prev(last.base())), story.end()};
}

/// Objects that more than one task has to do with.
std::set<std::uint64_t> shared_objects(const std::vector<told_step>& story, const told_failure& of) {
  std::map<std::uint64_t, std::set<std::uint32_t>> users;
  for (const auto& step : story) users[step.address].insert(step.task);
  for (const auto& task : of.tasks) users[task.address].insert(task.task);
  std::set<std::uint64_t> shared;
  for (const auto& [object, by] : users) {
    if (object != 0 && by.size() > 1) shared.insert(object);
  }
  // What somebody gives up or wakes from matters, though nobody else came to it; so does what is waited for
  // to the end.
  for (const auto& step : story) {
    if (step.outcome != "done" && step.address != 0) shared.insert(step.address);
  }
  for (const auto& task : of.tasks) {
    if (!task.finished && !task.ready && task.address != 0) shared.insert(task.address);
  }
  if (of.address != 0) shared.insert(of.address);
  return shared;
}

template <class Unwanted>
void leave_out(std::vector<told_step>& story, Unwanted unwanted) {
  std::uint64_t left_out = 0;
  for (auto& step : story) {
    left_out += step.left_out;
    if (!unwanted(step)) step.left_out = std::exchange(left_out, 0);
  }
  std::erase_if(story, unwanted);
}

std::string access_words(std::ptrdiff_t reads, std::ptrdiff_t writes) {
  const auto counted = [](std::ptrdiff_t count, const char* noun) {
    return count == 0 ? std::string() : fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
  };
  return counted(reads, "read") + (reads > 0 && writes > 0 ? ", " : "") + counted(writes, "write");
}

/// What is done within one call to a library, access by access, is of no interest.
void fold_library_calls(std::vector<told_step>& story) {
  for (auto first = story.begin(); first != story.end(); ++first) {
    if (first->library.empty()) continue;
    const auto goes_on = [&](const told_step& step) {
      return step.task == first->task && step.library == first->library && step.left_out == 0 &&
             step.place().line == first->place().line;
    };
    const auto end = std::find_if_not(first + 1, story.end(), goes_on);
    if (end - first < 2) continue;
    const auto writes = std::count_if(first, end, [](const auto& each) { return each.operation == "write"; });
    first->called = fmt::format("{} ({})", first->library, access_words(end - first - writes, writes));
    story.erase(first + 1, end);
  }
}

std::vector<table_row> rows_of(const told_failure& of) {
  auto story = after_setup(of);
  const auto shared = shared_objects(story, of);
  leave_out(story, [&](const told_step& step) {
    return is_frame(step) || (step.address != 0 && !shared.contains(step.address));
  });
  fold_library_calls(story);
  std::vector<table_row> rows;
  for (const auto& step : story) {
    const auto place = step.place();
    auto text = step_words(step);
    const bool again = !rows.empty() && rows.back().task == step.task && rows.back().text == text &&
                       rows.back().place.line == place.line;
    if (again && step.left_out == 0)
      rows.back().times += step.called.empty() ? 1 : 0;
    else
      rows.push_back({step.task, place, std::move(text), 1, step.left_out});
  }
  for (const auto& task : of.tasks) {
    const bool waits = !task.finished && !task.ready && of.kind != "race";  // whose story ends before the run
    if (waits) rows.push_back({task.task, task.waits_at(), waiting_words(task, of)});
  }
  for (auto& each : rows) {
    if (each.times > 1) each.text += fmt::format(" ({} times)", each.times);
  }
  fold_rounds(rows);
  fold_crowds(rows);
  shorten_turns(rows);
  return rows;
}

/// Where each column begins, and how wide it is: as wide as it needs, if all find room.
class table_layout {
 public:
  table_layout(const told_failure& of, const std::vector<table_row>& rows, int width) : of_(of) {
    for (const auto& each : rows) {
      places_ = std::max(places_, place_name(each.place).size());
      auto& widest = widths_.try_emplace(each.task, task_name(of, each.task).size()).first->second;
      widest = std::max(widest, each.text.size());
    }
    const auto room = static_cast<std::size_t>(std::max(width, 80)) - places_ - 5;
    const std::size_t most = std::max<std::size_t>(20, room / std::max<std::size_t>(1, widths_.size()) - 2);
    for (auto& [task, widest] : widths_) widest = std::min(widest, most);
  }

  std::string heading(const style& out) const {
    std::string text = std::string(places_ + 7, ' ');
    for (const auto& [task, width] : widths_) text += out.bold(padded(task_name(of_, task), width)) + "  ";
    return text + '\n';
  }
  /// A text that is too long goes on in the next line.
  std::string line(std::uint64_t number, const table_row& of) const {
    const std::size_t width = widths_.at(of.task);
    std::string text = fmt::format("{:>3}  {}  ", number, padded(place_name(of.place), places_));
    text += std::string(before(of.task), ' ');
    std::string rest = of.text;
    while (rest.size() > width) {
      const auto space = rest.rfind(' ', width);
      const auto end = space == std::string::npos || space == 0 ? width : space;
      text += rest.substr(0, end) + '\n' + std::string(places_ + 7 + before(of.task), ' ');
      rest.erase(0, end == space ? end + 1 : end);
    }
    return text + rest + '\n';
  }

 private:
  static std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, text.size()), ' ');
  }
  std::size_t before(std::uint32_t task) const {
    std::size_t sum = 0;
    for (const auto& [each, width] : widths_) sum += each < task ? width + 2 : 0;
    return sum;
  }

  const told_failure& of_;
  std::size_t places_ = 0;
  std::map<std::uint32_t, std::size_t> widths_;
};

void leave_out(std::vector<table_row>& rows, std::size_t first, std::size_t count) {
  const auto from = rows.begin() + static_cast<std::ptrdiff_t>(first);
  const auto to = from + static_cast<std::ptrdiff_t>(count);
  for (auto each = from; each != to; ++each) to->left_out += 1 + each->left_out;
  rows.erase(from, to);
}

std::string left_out_words(const table_row& before, std::uint64_t number, const told_failure& of) {
  const auto what = number == 0 ? "earlier steps" : fmt::format("steps of {}", task_name(of, before.task));
  return fmt::format("     ({} {} are left out)", before.left_out, what);
}

std::vector<table_row> shown_rows(const told_failure& of, std::size_t most) {
  auto rows = rows_of(of);
  // The end tells most, but where somebody starves it only goes round: there it is how that begins.
  const bool goes_round = of.kind == "starvation";
  if (goes_round) most = std::min<std::size_t>(most, 24);
  if (rows.size() > most) leave_out(rows, goes_round ? most / 2 : 0, rows.size() - most);
  return rows;
}

}  // namespace

std::string schedule_table(const told_failure& of, const style& out, int width, std::size_t most_rows) {
  const auto rows = shown_rows(of, most_rows);
  if (rows.empty()) return {};
  const table_layout all(of, rows, width);
  std::string text = all.heading(out);
  std::uint64_t number = 0;
  for (const auto& row : rows) {
    if (row.left_out > 0) text += out.dim(left_out_words(row, number, of)) + '\n';
    number += row.left_out + 1;
    text += all.line(number, row);
  }
  return text;
}

std::vector<code_place> places_in_table(const told_failure& of, std::size_t most_rows) {
  std::vector<code_place> places;
  for (const auto& row : shown_rows(of, most_rows)) {
    if (row.place.known()) places.push_back(row.place);
  }
  return places;
}

}  // namespace millrace::tutor
