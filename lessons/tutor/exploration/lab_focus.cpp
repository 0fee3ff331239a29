#include "exploration/lab_focus.h"

#include <algorithm>
#include <string_view>

#include "exploration/call_name.h"
#include "exploration/object_names.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

bool is_in(const code_place& place, const fs::path& source) {
  return place.known() && fs::absolute(place.file) == source;
}

/// The path from the candidate outwards, and the call that it makes there; false if it does not come by.
bool tell_by_candidate(std::vector<code_place>& path, std::string& called, const fs::path& source) {
  const auto here = std::ranges::find_if(path, [&](const auto& each) { return is_in(each, source); });
  if (here == path.end()) return false;
  if (here != path.begin()) called = call_name((here - 1)->function);
  path.erase(path.begin(), here);
  // That it serves goes without saying.
  return !called.starts_with("app::") && !called.starts_with("memory_engine::");
}

bool tell_by_candidate(told_step& step, const fs::path& source) {
  if (step.plain && !step.direct) return false;
  if (!tell_by_candidate(step.path, step.called, source)) return false;
  if (step.called.empty()) return true;
  step.address = 0;
  step.has_values = false;
  return !step.plain;
}

/// What the service does before anybody calls.
void drop_setup(std::vector<told_step>& story, const told_failure& of) {
  const auto is_service = [&](const told_step& step) { return task_name(of, step.task) == "service"; };
  story.erase(story.begin(), std::ranges::find_if_not(story, is_service));
}

const told_step* last_step_of(std::uint32_t task, const std::vector<told_step>& story) {
  const auto last = std::find_if(story.rbegin(), story.rend(), [&](const auto& s) { return s.task == task; });
  return last == story.rend() ? nullptr : &*last;
}

}  // namespace

void focus_on(told_failure& of, const fs::path& source) {
  // What the scenario does by itself, one request after the other, only leads up to the failure.
  const bool of_scenario = of.task == 0 && of.kind != "assertion";
  std::erase_if(of.story, [&](told_step& step) {
    return (step.task == 0 && !of_scenario) || !tell_by_candidate(step, source);
  });
  drop_setup(of.story, of);
  for (auto& task : of.tasks) {
    if (tell_by_candidate(task.path, task.waits_in, source)) continue;
    task.path.clear();
    task.finished = true;  // as far as the candidate goes
  }
  name_objects(of);
  if (is_in(of.place, source)) return;
  const auto failed = std::ranges::find(of.tasks, of.task, &told_task::task);
  const auto* const last = last_step_of(of.task, of.story);
  of.place = {};
  if (failed != of.tasks.end() && failed->waits_at().known())
    of.place = failed->waits_at();
  else if (last != nullptr)
    of.place = last->place();
}

}  // namespace millrace::tutor
