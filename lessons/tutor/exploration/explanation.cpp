#include "exploration/explanation.h"

#include <optional>

#include <fmt/format.h>

#include "exploration/step_words.h"

namespace millrace::tutor {
namespace {

bool reads(const told_step& step) {
  return step.operation == "read" || step.operation == "load" ||
         (step.operation == "read_modify_write" && step.before == step.after);
}
bool writes(const told_step& step) {
  return step.operation == "write" || step.operation == "store" ||
         (step.operation == "read_modify_write" && step.before != step.after);
}

std::string at(const code_place& place) {
  return place.known() ? fmt::format(" ({})", place_name(place)) : "";
}

std::string race_sentence(const told_failure& of) {
  const auto object = of.object.empty() ? "the same memory" : of.object;
  return fmt::format(
      "{} {} {}{} and {} {} it{}, and nothing orders the two: no common lock, no atomic, no join.",
      task_name(*of.other_task), of.other_writes ? "writes" : "reads", object, at(of.other_place),
      of.task == *of.other_task ? "another task" : task_name(of.task), of.writes ? "writes" : "reads",
      at(of.place));
}

std::string waits_sentence(const told_failure& of) {
  std::string all;
  for (const auto& task : of.tasks) {
    if (task.finished || task.ready) continue;
    const auto words = fmt::format("{} {}", task_name(task.task), waiting_words(task, of));
    all += all.empty() ? words : "; " + words;
  }
  return all.empty() ? all : all + ".";
}

/// A decision on something that was no longer so: read, then changed by another, then written by the first.
std::optional<std::string> stale_decision(const told_failure& of) {
  const auto& story = of.story;
  for (std::size_t last = story.size(); last-- > 0;) {
    if (!writes(story[last]) || !story[last].has_values) continue;
    const auto& write = story[last];
    std::optional<std::size_t> change;
    for (std::size_t i = last; i-- > 0;) {
      const auto& step = story[i];
      if (step.address != write.address) continue;
      if (step.task != write.task && writes(step) && !change) change = i;
      if (step.task != write.task || writes(step)) continue;
      if (!reads(step) || !change) break;
      const auto& by = story[*change];
      return fmt::format(
          "{} went by {} == {}, which it read{}, though {} had made it {}{} before {} wrote it{}.",
          task_name(write.task), write.object.empty() ? "a value" : write.object, step.after,
          at(step.place()), task_name(by.task), by.after, at(by.place()), task_name(write.task),
          at(write.place()));
    }
  }
  return std::nullopt;
}

/// What the task that failed saw last, and who had written it.
std::optional<std::string> last_sight(const told_failure& of) {
  const auto& story = of.story;
  for (std::size_t last = story.size(); last-- > 0;) {
    if (story[last].task != of.task || !reads(story[last])) continue;
    for (std::size_t i = last; i-- > 0;) {
      if (story[i].address != story[last].address || !writes(story[i])) continue;
      if (story[i].task == of.task) return std::nullopt;
      return fmt::format("{} saw {} == {}{}, which {} had written{}.", task_name(of.task),
                         story[last].object.empty() ? "a value" : story[last].object, story[last].after,
                         at(story[last].place()), task_name(story[i].task), at(story[i].place()));
    }
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string headline(const told_failure& of) {
  if (of.kind == "race")
    return fmt::format("data race on {}{}", of.object.empty() ? "memory" : of.object, at(of.place));
  const bool is_about_task = of.kind != "exit status" && of.kind != "deadlock" && of.kind != "livelock";
  return fmt::format("{}: {}{}{}", of.kind, of.message, is_about_task ? ", in " + task_name(of.task) : "",
                     at(of.place));
}

std::string explanation(const told_failure& of) {
  if (of.kind == "race") return race_sentence(of);
  if (of.kind == "deadlock" || of.kind == "lost wake-up" || of.kind == "leak") return waits_sentence(of);
  if (of.kind == "use after free")
    return fmt::format("{} freed it{} before {} used it{}.", task_name(of.other_task.value_or(0)),
                       at(of.other_place), task_name(of.task), at(of.place));
  if (auto stale = stale_decision(of)) return *stale;
  return last_sight(of).value_or("");
}

}  // namespace millrace::tutor
