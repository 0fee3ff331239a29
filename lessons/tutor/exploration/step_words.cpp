#include "exploration/step_words.h"

#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace millrace::tutor {
namespace {

using said_as = std::pair<std::string_view, std::string_view>;

/// What a task does, as the runtime names it and as one says it.
constexpr std::array verbs_of_doing = {
    said_as{"create", "starts a task"},
    said_as{"finish", "ends"},
    said_as{"join", "joins a task"},
    said_as{"lock", "locks"},
    said_as{"try_lock", "locks"},
    said_as{"unlock", "unlocks"},
    said_as{"lock_shared", "locks shared"},
    said_as{"wait", "begins to wait at"},
    said_as{"wake", "goes on after its wait at"},
    said_as{"notify_one", "wakes one at"},
    said_as{"notify_all", "wakes all at"},
    said_as{"semaphore_wait", "takes from semaphore"},
    said_as{"semaphore_post", "posts semaphore"},
    said_as{"barrier_wait", "waits at barrier"},
    said_as{"once", "does once"},
    said_as{"sleep", "sleeps"},
    said_as{"yield", "yields"},
    said_as{"clock", "looks at the clock"},
    said_as{"futex_wait", "waits for a change of"},
    said_as{"futex_wake", "wakes those that wait for"},
    said_as{"fence", "fence"},
};

/// What it does when that is not to be had.
constexpr std::array verbs_of_refusal = {
    said_as{"try_lock", "does not get"},
    said_as{"semaphore_wait", "gets nothing from semaphore"},
    said_as{"futex_wait", "need not wait for a change of"},
};

/// And what it waits for when it cannot.
constexpr std::array verbs_of_waiting = {
    said_as{"lock", "waits for"},
    said_as{"lock_shared", "waits for"},
    said_as{"join", "waits for a task to end"},
    said_as{"once", "waits for"},
    said_as{"wake", "waits for a notification at"},
    said_as{"futex_wait", "waits for a change of"},
    said_as{"semaphore_wait", "waits for semaphore"},
    said_as{"barrier_wait", "waits for the others at barrier"},
    said_as{"sleep", "sleeps"},
};

template <std::size_t Count>
std::string_view in(const std::array<said_as, Count>& list, std::string_view operation) {
  for (const auto& [name, said] : list) {
    if (name == operation) return said;
  }
  return operation;
}

std::string with_object(std::string_view verb, const std::string& object) {
  if (!object.empty()) return fmt::format("{} {}", verb, object);
  const bool is_open = verb.ends_with(" at") || verb.ends_with(" for") || verb.ends_with(" of");
  return std::string(verb) + (is_open ? " something without a name" : "");
}

std::string named(const told_step& step) {
  return step.object.empty() ? fmt::format("memory at {:#x}", step.address) : step.object;
}

std::string words_of_giving_up(const told_step& step) {
  const bool early = step.outcome == "early";
  if (step.operation == "sleep") return early ? "sleeps; it wakes before others have gone on" : "sleeps";
  return fmt::format("no longer {}: its time is up{}",
                     with_object(in(verbs_of_waiting, step.operation), step.object),
                     early ? ", before others have gone on" : "");
}

}  // namespace

std::string place_name(const code_place& place) {
  if (!place.known()) return {};
  return fmt::format("{}:{}", std::filesystem::path(place.file).filename().string(), place.line);
}

std::string value_words(std::int64_t value) {
  constexpr std::int64_t lowest_address = std::int64_t{1} << 40;
  return value >= lowest_address ? fmt::format("{:#x}", value) : fmt::format("{}", value);
}

std::string step_words(const told_step& step) {
  if (!step.called.empty()) return "in " + step.called;
  if (step.outcome == "timed_out" || step.outcome == "early") return words_of_giving_up(step);
  if (step.outcome == "refused") return with_object(in(verbs_of_refusal, step.operation), step.object);
  if (step.outcome == "unasked")
    return step.operation == "wake" ? with_object("wakes up, though nobody woke it, at", step.object)
                                    : fmt::format("fails to exchange {}, as a weak one may", named(step));
  if (step.operation == "read" || step.operation == "load") {
    return step.has_values ? fmt::format("reads {}: {}", named(step), value_words(step.after))
                           : "reads " + named(step);
  }
  if (step.operation == "write" || step.operation == "store" || step.operation == "read_modify_write") {
    const bool update = step.operation == "read_modify_write";
    const auto verb = update ? "updates" : "writes";
    if (!step.has_values) return fmt::format("{} {}", verb, named(step));
    if (!update) return fmt::format("writes {}: {}", named(step), value_words(step.after));
    if (step.before == step.after) return fmt::format("reads {}: {}", named(step), value_words(step.after));
    return fmt::format("updates {}: {} to {}", named(step), value_words(step.before),
                       value_words(step.after));
  }
  return with_object(in(verbs_of_doing, step.operation), step.object);
}

std::string waiting_words(const told_task& task, const told_failure& in_failure) {
  if (!task.waits_in.empty()) return "waits in " + task.waits_in;
  if (task.pending == "sleep") return "sleeps";
  std::string object = task.object;
  for (const auto& step : in_failure.story) {
    if (step.task == task.task && step.address == task.address && !step.object.empty()) object = step.object;
  }
  if (task.pending == "join")
    return task.holder ? fmt::format("waits for {} to end", task_name(in_failure, *task.holder))
                       : "waits for a task to end";
  auto said = with_object(in(verbs_of_waiting, task.pending), object);
  if (task.holder)
    said += *task.holder == task.task ? ", which it holds itself"
                                      : fmt::format(", which {} holds", task_name(in_failure, *task.holder));
  return said;
}

}  // namespace millrace::tutor
