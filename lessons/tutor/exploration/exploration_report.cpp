#include "exploration/exploration_report.h"

#include <algorithm>
#include <deque>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "exploration/call_name.h"
#include "exploration/explanation.h"
#include "exploration/quoted_lines.h"
#include "exploration/schedule_table.h"
#include "exploration/step_words.h"

namespace millrace::tutor {
namespace {

std::string plural(std::uint64_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

nlohmann::json place_json(const code_place& place) {
  if (!place.known()) return nullptr;
  return {{"file", place.file}, {"line", place.line}, {"function", place.function}};
}

nlohmann::json failure_json(const told_failure& of) {
  nlohmann::json made = {{"kind", of.kind},
                         {"message", of.message},
                         {"task", of.task},
                         {"place", place_json(of.place)},
                         {"object", of.object},
                         {"search", of.search},
                         {"at_schedule", of.at_schedule},
                         {"decisions_found", of.decisions_found},
                         {"decisions", of.decisions},
                         {"reproduced", of.again},
                         {"explanation", explanation(of)},
                         {"schedule", of.schedule},
                         {"printed", of.printed}};
  if (of.other_task) {
    made["other_task"] = *of.other_task;
    made["other_place"] = place_json(of.other_place);
    for (const auto& each : of.path) made["stack"].push_back(place_json(each));
    for (const auto& each : of.other_path) made["other_stack"].push_back(place_json(each));
  }
  for (const auto& step : of.story) {
    made["steps"].push_back({{"task", step.task},
                             {"operation", step.operation},
                             {"outcome", step.outcome},
                             {"object", step.object},
                             {"place", place_json(step.place())}});
    if (step.has_values) made["steps"].back()["values"] = {step.before, step.after};
  }
  return made;
}

std::string how_found(const told_failure& of) {
  if (of.search == "first")
    return std::string("in the normal course, where each task goes on as long as it can") +
           (of.kind == "exit status" ? "; if it always ends so: --keep-going looks for other failures" : "");
  const auto away = plural(of.decisions, "decision") + " away from the normal course";
  if (of.search == "replay") return "as it was recorded; " + away;
  if (of.decisions == 0 && of.sites == 0 && of.kind != "race")
    return fmt::format(
        "schedule {}, by {}; in the normal course, which passed before: something outlives a "
        "schedule, a file perhaps",
        of.at_schedule, of.search);
  return fmt::format("schedule {}, by {}; {}, shrunk from {}", of.at_schedule, of.search, away,
                     of.decisions_found);
}

/// The last lines of what the program printed, without what would steer a terminal.
std::string printed_lines(const told_failure& of) {
  constexpr std::size_t most = 24;
  std::deque<std::string> lines;
  std::istringstream all(of.printed);
  for (std::string line; std::getline(all, line);) {
    std::erase_if(line, [](unsigned char each) { return (each < 0x20 && each != '\t') || each == 0x7f; });
    lines.push_back(std::move(line));
    if (lines.size() > most) lines.pop_front();
  }
  if (lines.empty()) return {};
  std::string text = "     the last that it printed:\n";
  for (const auto& line : lines) text += "       " + line + '\n';
  return text;
}

/// "     task 1: sell (shop.cpp:7), called by main (shop.cpp:20)"
std::string stack_words(const std::string& task, const std::vector<code_place>& path) {
  std::string text;
  for (const auto& each : path)
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", called by ", call_name(each.function),
                        place_name(each));
  return fmt::format("{}: {}", task, text);
}

/// Of who called whom, where a race's places alone do not say it.
std::string racing_stacks(const told_failure& of, int width) {
  if (of.path.size() < 2 && of.other_path.size() < 2) return {};
  std::string text;
  if (!of.other_path.empty())
    text += wrapped(stack_words(task_name(of, *of.other_task), of.other_path), width, "  ", "    ");
  if (!of.path.empty()) text += wrapped(stack_words(task_name(of, of.task), of.path), width, "  ", "    ");
  return text;
}

std::string failure_report(const told_failure& of, const style& out, int width) {
  std::string text = '\n' + out.bad(wrapped(headline(of), width));
  if (const auto why = explanation(of); !why.empty()) text += wrapped(why, width);
  if (of.kind == "race") text += racing_stacks(of, width);
  text += '\n' + schedule_table(of, out, width) + out.dim(quoted_lines(places_in_table(of), width)) +
          out.dim(wrapped(how_found(of), width, "     ", "     ")) + printed_lines(of);
  if (!of.again)
    text +=
        out.note(
            "     it did not come again when its schedule was replayed: the program is not deterministic") +
        '\n';
  return text;
}

/// What one would mend together: the same pair of places, whatever a library touches on their behalf.
std::string key_of(const told_failure& race) {
  const bool in_library = !race.library.empty() && !race.other_library.empty();
  return fmt::format("{} {} {} {} {}", place_name(race.place), race.library, place_name(race.other_place),
                     race.other_library, in_library ? "" : race.object);
}

/// Other pairs of accesses to what has been told of already are only named.
std::string other_races(const told_failure& told, const std::vector<const told_failure*>& rest,
                        const style& out, int width) {
  std::set<std::string> known = {key_of(told)};
  constexpr std::size_t most_named = 8;
  std::string text;
  for (const auto* each : rest) {
    if (known.insert(key_of(*each)).second && known.size() <= most_named + 1)
      text += wrapped(headline(*each) + ": " + explanation(*each), width, "", "  ");
  }
  if (known.size() > most_named + 1)
    text += fmt::format("and {} more pairs of places (--json names them)\n", known.size() - most_named - 1);
  return text.empty() ? text : '\n' + out.bold("Also found") + '\n' + text;
}

}  // namespace

std::vector<const told_failure*> by_weight(const exploration_result& of) {
  std::vector<const told_failure*> all;
  for (const auto& each : of.failures) all.push_back(&each);
  std::ranges::stable_partition(all, [](const auto* each) { return each->kind != "race"; });
  // A variable says more than an address within a library's heap block.
  const auto races = std::ranges::find(all, "race", &told_failure::kind);
  std::stable_partition(races, all.end(),
                        [](const auto* each) { return each->named && !each->story.empty(); });
  return all;
}

std::string coverage_words(const exploration_result& of, const std::string& search) {
  const double rate = of.seconds > 0 ? static_cast<double>(of.schedules) / of.seconds : 0;
  auto text = fmt::format("{} ({} of them different) in {:.1f} s, {:.0f} a second; up to {}; search: {}",
                          plural(of.schedules, "schedule"), of.distinct, of.seconds, rate,
                          plural(of.longest, "step"), search);
  if (of.discarded > 0) text += fmt::format("; {} given up by the program's own assumptions", of.discarded);
  if (of.discarded == of.schedules)
    text += ": nothing was seen to its end";
  else if (of.exhaustive)
    text += "; all schedules explored, wake-ups that nobody sent aside";
  else if (of.complete)
    text += fmt::format("; all schedules with at most {} explored", plural(of.preemptions, "preemption"));
  if (of.complete && of.spun) text += " (loops that wait were not repeated)";
  if (of.complete && of.sampled) text += " (of numbers that the program leaves open, 0, 1 and 2)";
  if (of.cut > 0) text += fmt::format("; {} cut short, for they had too many steps or took too long", of.cut);
  if (of.cut > 0 && of.cut == of.schedules)
    text += ": shorten the program's loops, or allow more with --steps";
  if (!of.unseen_locks.empty())
    text += fmt::format("; {} has locks of its own, which are not seen: data races are not told of",
                        of.unseen_locks);
  return text;
}

std::string exploration_report(const exploration_result& of, const std::string& search, const style& out,
                               int width) {
  std::string text = wrapped(coverage_words(of, search), width);
  if (of.failures.empty())
    return text + out.good("nothing found") + (of.exhaustive ? "" : ", which proves nothing about the rest") +
           '\n';
  std::vector<const told_failure*> rest;
  const auto all = by_weight(of);
  for (const auto* each : all) {
    if (each == all.front() || each->kind != "race")
      text += failure_report(*each, out, width);
    else
      rest.push_back(each);
  }
  return text + other_races(*all.front(), rest, out, width);
}

std::string exploration_report_json(const exploration_result& of, const std::string& search) {
  nlohmann::json made = {{"schedules", of.schedules},
                         {"distinct", of.distinct},
                         {"steps", of.steps},
                         {"longest", of.longest},
                         {"cut", of.cut},
                         {"discarded", of.discarded},
                         {"seconds", of.seconds},
                         {"complete", of.complete},
                         {"exhaustive", of.exhaustive},
                         {"preemptions", of.preemptions},
                         {"unseen_locks", of.unseen_locks},
                         {"search", search},
                         {"coverage", coverage_words(of, search)}};
  made["findings"] = nlohmann::json::array();
  for (const auto& each : of.failures) made["findings"].push_back(failure_json(each));
  return made.dump(2);
}

}  // namespace millrace::tutor
