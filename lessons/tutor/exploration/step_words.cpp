#include "exploration/step_words.h"

#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace millrace::tutor {
namespace {

using operation_words = std::pair<std::string_view, std::string_view>;

/// What a task does, as the runtime names it and as one says it.
constexpr std::array doing = {
    operation_words{"create", "starts a task"},
    operation_words{"finish", "ends"},
    operation_words{"join", "joins a task"},
    operation_words{"lock", "locks"},
    operation_words{"try_lock", "tries to lock"},
    operation_words{"unlock", "unlocks"},
    operation_words{"lock_shared", "locks shared"},
    operation_words{"wait", "begins to wait at"},
    operation_words{"wake", "goes on after its wait at"},
    operation_words{"notify_one", "wakes one at"},
    operation_words{"notify_all", "wakes all at"},
    operation_words{"semaphore_wait", "takes from semaphore"},
    operation_words{"semaphore_post", "posts semaphore"},
    operation_words{"barrier_wait", "waits at barrier"},
    operation_words{"once", "does once"},
    operation_words{"sleep", "sleeps"},
    operation_words{"yield", "yields"},
    operation_words{"clock", "looks at the clock"},
    operation_words{"futex_wait", "waits for a change of"},
    operation_words{"futex_wake", "wakes those that wait for"},
    operation_words{"fence", "fence"},
};

/// And what it waits for when it cannot.
constexpr std::array waiting = {
    operation_words{"lock", "waits for"},
    operation_words{"lock_shared", "waits for"},
    operation_words{"once", "waits for"},
    operation_words{"wake", "waits for a notification at"},
    operation_words{"futex_wait", "waits for a change of"},
    operation_words{"semaphore_wait", "waits for semaphore"},
    operation_words{"barrier_wait", "waits for the others at barrier"},
    operation_words{"sleep", "sleeps"},
};

template <std::size_t Count>
std::string_view in(const std::array<operation_words, Count>& list, std::string_view operation) {
  for (const auto& [name, said] : list) {
    if (name == operation) return said;
  }
  return operation;
}

std::string with_object(std::string_view verb, const std::string& object) {
  return object.empty() ? std::string(verb) : fmt::format("{} {}", verb, object);
}

std::string named(const told_step& step) {
  return step.object.empty() ? fmt::format("memory at {:#x}", step.address) : step.object;
}

}  // namespace

std::string task_name(std::uint32_t task) {
  return task == 0 ? "main" : fmt::format("task {}", task);
}

std::string place_name(const code_place& place) {
  if (!place.known()) return {};
  return fmt::format("{}:{}", std::filesystem::path(place.file).filename().string(), place.line);
}

std::string value_words(std::int64_t value) {
  constexpr std::int64_t lowest_address = std::int64_t{1} << 40;
  return value >= lowest_address ? fmt::format("{:#x}", value) : fmt::format("{}", value);
}

std::string step_words(const told_step& step) {
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
  return with_object(in(doing, step.operation), step.object);
}

std::string waiting_words(const told_task& task, const told_failure& in_failure) {
  std::string object = task.object;
  for (const auto& step : in_failure.story) {
    if (step.task == task.task && step.operation == task.pending && !step.object.empty())
      object = step.object;
  }
  if (task.pending == "join")
    return task.holder ? fmt::format("waits for {} to end", task_name(*task.holder))
                       : "waits for a task to end";
  auto said = with_object(in(waiting, task.pending), object);
  if (task.holder)
    said += *task.holder == task.task ? ", which it holds itself"
                                      : fmt::format(", which {} holds", task_name(*task.holder));
  return said;
}

}  // namespace millrace::tutor
