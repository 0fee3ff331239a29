#include "exploration/object_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace millrace::tutor {
namespace {

constexpr std::string_view local = "a local of ";

bool has_no_name(const std::string& object) {
  return object.starts_with(local) || object.starts_with("heap block");
}

/// Null for what is only memory.
const char* role_in(std::string_view operation) {
  constexpr std::array of_mutexes = {"lock", "try_lock", "unlock", "lock_shared"};
  constexpr std::array of_conditions = {"wait", "wake", "notify_one", "notify_all"};
  if (std::ranges::find(of_mutexes, operation) != of_mutexes.end()) return "mutex";
  if (std::ranges::find(of_conditions, operation) != of_conditions.end()) return "condition variable";
  return nullptr;
}

template <class Change>
void for_each_object(told_failure& of, Change change) {
  for (auto& step : of.story) change(step.object, step.address);
  for (auto& task : of.tasks) change(task.object, task.address);
  change(of.object, of.address);
}

/// Of one kind, in the order in which they are first seen.
class numbered {
 public:
  void add(std::uint64_t address) {
    if (std::ranges::find(known_, address) == known_.end()) known_.push_back(address);
  }
  bool several() const { return known_.size() > 1; }
  std::ptrdiff_t number(std::uint64_t address) const {
    return std::ranges::find(known_, address) - known_.begin() + 1;
  }

 private:
  std::vector<std::uint64_t> known_;
};

void name_by_role(told_failure& of) {
  std::map<std::uint64_t, std::string> roles;
  std::map<std::string, numbered> of_role;
  const auto note = [&](const std::string& object, std::uint64_t address, std::string_view operation) {
    const auto* const role = has_no_name(object) ? role_in(operation) : nullptr;
    if (role != nullptr && roles.try_emplace(address, role).second) of_role[role].add(address);
  };
  for (const auto& step : of.story) note(step.object, step.address, step.operation);
  for (const auto& task : of.tasks) note(task.object, task.address, task.pending);
  for_each_object(of, [&](std::string& object, std::uint64_t address) {
    const auto role = roles.find(address);
    if (role == roles.end()) return;
    const auto& all = of_role[role->second];
    object = all.several() ? fmt::format("{} {}", role->second, all.number(address)) : "the " + role->second;
  });
}

void number_locals(told_failure& of) {
  std::map<std::string, numbered> of_task;
  for_each_object(of, [&](const std::string& object, std::uint64_t address) {
    if (object.starts_with(local)) of_task[object].add(address);
  });
  for_each_object(of, [&](std::string& object, std::uint64_t address) {
    const auto all = of_task.find(object);
    if (all == of_task.end() || !all->second.several()) return;
    object = fmt::format("local {} of {}", all->second.number(address), object.substr(local.size()));
  });
}

}  // namespace

void name_objects(told_failure& of) {
  name_by_role(of);
  number_locals(of);
}

}  // namespace millrace::tutor
