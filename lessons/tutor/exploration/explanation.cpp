#include "exploration/explanation.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

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

std::string within(const code_place& place, const std::string& library) {
  if (library.empty()) return at(place);
  return place.known() ? fmt::format(" ({}, in {})", place_name(place), library)
                       : fmt::format(" (in {})", library);
}

std::string race_sentence(const told_failure& of) {
  const auto object = of.object.empty() ? "the same memory" : of.object;
  return fmt::format("{} {} {}{} and {} {} it{}, and nothing orders the two.", task_name(of, *of.other_task),
                     of.other_writes ? "writes" : "reads", object, within(of.other_place, of.other_library),
                     of.task == *of.other_task ? "another task" : task_name(of, of.task),
                     of.writes ? "writes" : "reads", within(of.place, of.library));
}

std::string waits_sentence(const told_failure& of) {
  std::string all;
  for (const auto& task : of.tasks) {
    if (task.finished || task.ready) continue;
    const auto words =
        fmt::format("{} {}{}", task_name(of, task.task), waiting_words(task, of), at(task.waits_at()));
    all += all.empty() ? words : "; " + words;
  }
  return all.empty() ? all : all + ".";
}

/// Who takes what the starving task waits for, and where.
std::string starvation_sentence(const told_failure& of) {
  std::map<std::string, std::set<std::uint32_t>> takers;
  for (const auto& step : of.story) {
    if (step.operation == "lock_shared" && step.address == of.address)
      takers[at(step.place())].insert(step.task);
  }
  std::string all;
  for (const auto& [place, tasks] : takers) {
    for (const auto task : tasks) all += (all.empty() ? "" : " and ") + task_name(of, task);
    all += place;
  }
  return all + " take it in turns, each before the other has let it go, so that it is never free.";
}

/// A task's two steps with others' between them.
struct interruption {
  std::size_t before;
  std::size_t after;
};

/// The last first: it is the nearest to what went wrong.
std::vector<interruption> interruptions(const std::vector<told_step>& story) {
  std::vector<interruption> found;
  for (std::size_t after = story.size(); after-- > 0;) {
    for (std::size_t before = after; before-- > 0;) {
      if (story[before].task != story[after].task) continue;
      if (before + 1 < after) found.push_back({before, after});
      break;
    }
  }
  return found;
}

/// Did the task that read there write the same itself, up to the other step?
bool wrote_since(const told_failure& of, std::size_t read, std::size_t end) {
  const auto& seen = of.story[read];
  return std::any_of(of.story.begin() + static_cast<std::ptrdiff_t>(read) + 1,
                     of.story.begin() + static_cast<std::ptrdiff_t>(end) + 1, [&](const told_step& step) {
                       return step.task == seen.task && step.address == seen.address && writes(step);
                     });
}

/// A decision on something that was no longer so: a task read it, was interrupted, and another changed it.
std::optional<std::string> stale_decision(const told_failure& of) {
  const auto& story = of.story;
  for (const auto& [before, after] : interruptions(story)) {
    for (std::size_t read = before + 1; read-- > 0;) {
      const auto& seen = story[read];
      if (seen.task != story[after].task || !reads(seen) || !seen.has_values || !seen.library.empty())
        continue;
      for (std::size_t i = after; --i > before;) {
        const auto& change = story[i];
        if (change.address != seen.address || !writes(change) || change.after == seen.after) continue;
        if (wrote_since(of, read, before)) break;
        return fmt::format("{} read {} == {}{}; before it went on{}, {} had made it {}{}.",
                           task_name(of, seen.task), seen.object.empty() ? "a value" : seen.object,
                           value_words(seen.after), at(seen.place()), at(story[after].place()),
                           task_name(of, change.task), value_words(change.after), at(change.place()));
      }
    }
  }
  return std::nullopt;
}

bool is_same_call(const told_step& a, const told_step& b) {
  return !a.library.empty() && a.task == b.task && a.library == b.library && a.place().line == b.place().line;
}

/// A task within a call to a library, when another came and changed what that works on.
std::optional<std::string> interrupted_call(const told_failure& of) {
  const auto& story = of.story;
  for (const auto& [before, after] : interruptions(story)) {
    if (!is_same_call(story[before], story[after])) continue;
    std::set<std::uint64_t> works_on;
    for (std::size_t i = after; i < story.size() && is_same_call(story[before], story[i]); ++i)
      works_on.insert(story[i].address);
    for (std::size_t i = before + 1; i-- > 0 && is_same_call(story[before], story[i]);)
      works_on.insert(story[i].address);
    for (std::size_t i = after; --i > before;) {
      if (!writes(story[i]) || !works_on.contains(story[i].address)) continue;
      const auto library = story[i].library.empty() ? "" : ", in " + story[i].library;
      return fmt::format("{} was within {}{} when {} changed what it works on{}{}.",
                         task_name(of, story[before].task), story[before].library, at(story[before].place()),
                         task_name(of, story[i].task), library, at(story[i].place()));
    }
  }
  return std::nullopt;
}

/// What the task that failed saw last, and who had written it.
std::optional<std::string> last_sight(const told_failure& of) {
  const auto& story = of.story;
  for (std::size_t last = story.size(); last-- > 0;) {
    if (story[last].task != of.task || !reads(story[last])) continue;
    if (!story[last].library.empty()) return std::nullopt;  // a library's own variables explain nothing
    for (std::size_t i = last; i-- > 0;) {
      if (story[i].address != story[last].address || !writes(story[i])) continue;
      if (story[i].task == of.task) return std::nullopt;
      return fmt::format("{} saw {} == {}{}, which {} had written{}.", task_name(of, of.task),
                         story[last].object.empty() ? "a value" : story[last].object,
                         value_words(story[last].after), at(story[last].place()),
                         task_name(of, story[i].task), at(story[i].place()));
    }
    return std::nullopt;
  }
  return std::nullopt;
}

/// What seldom happens, but may, and has a part in it: the last of its kind.
std::string chance_sentence(const told_failure& of) {
  std::string said;
  for (const auto& step : of.story) {
    if (step.outcome == "early")
      said = fmt::format(
          "The time of {} was up{} before others had gone on, as on a busy machine "
          "(--early-timers 0s leaves that out).",
          task_name(of, step.task), at(step.place()));
    if (step.outcome == "unasked" && step.operation == "wake")
      said = fmt::format(
          "{} woke up{} though nobody had woken it, as a wait may (--no-spurious leaves that out).",
          task_name(of, step.task), at(step.place()));
  }
  return said;
}

std::string cause(const told_failure& of) {
  if (of.kind == "deadlock" || of.kind == "lost wake-up" || of.kind == "leak") return waits_sentence(of);
  if (of.kind == "starvation") return waits_sentence(of) + ' ' + starvation_sentence(of);
  if (of.kind == "use after free")
    return fmt::format("{} freed it{} before {} used it{}.", task_name(of, of.other_task.value_or(0)),
                       at(of.other_place), task_name(of, of.task), at(of.place));
  // Of what comes in the normal course nobody's turn is the cause.
  if (of.kind == "exit status" && of.decisions == 0) return {};
  if (auto stale = stale_decision(of)) return *stale;
  if (auto call = interrupted_call(of)) return *call;
  return last_sight(of).value_or("");
}

}  // namespace

std::string headline(const told_failure& of) {
  if (of.kind == "race")
    return fmt::format("data race on {}{}", of.object.empty() ? "memory" : of.object,
                       within(of.place, of.library));
  const bool says_it_all = of.message.find(of.kind) != std::string::npos;
  const bool is_about_task = of.kind != "exit status" && of.kind != "deadlock" && of.kind != "livelock";
  const auto kind = of.kind == "exit status" ? fmt::format("{} {}", of.kind, of.address) : of.kind;
  return fmt::format("{}{}{}{}", says_it_all ? "" : kind + ": ", of.message,
                     is_about_task ? ", in " + task_name(of, of.task) : "", at(of.place));
}

std::string explanation(const told_failure& of) {
  if (of.kind == "race") return race_sentence(of);
  const auto why = cause(of);
  const auto chance = chance_sentence(of);
  return why.empty() || chance.empty() ? why + chance : why + ' ' + chance;
}

}  // namespace millrace::tutor
