#include "exploration/lab_focus.h"

#include <algorithm>
#include <string_view>

namespace millrace::tutor {
namespace {

bool is_in(const code_place& place, const std::filesystem::path& source) {
  return place.known() && std::filesystem::absolute(place.file) == source;
}

std::string without_template_arguments(std::string_view name) {
  std::string kept;
  int depth = 0;
  for (const char each : name) {
    if (each == '<') ++depth;
    if (depth == 0) kept += each;
    if (each == '>') --depth;
  }
  return kept;
}

/// "channel::send" of "millrace::channel<long>::send(long, std::source_location)".
std::string call_name(const std::string& function) {
  auto name = without_template_arguments(function);
  name.resize(std::min(name.size(), name.find('(')));
  auto begin = name.rfind("::");
  if (begin == std::string::npos || begin == 0) return name;
  begin = name.rfind("::", begin - 1);
  return begin == std::string::npos ? name : name.substr(begin + 2);
}

/// False if the step has nothing to do with the candidate.
bool tell_by_candidate(told_step& step, const std::filesystem::path& source) {
  const auto here = std::ranges::find_if(step.path, [&](const auto& each) { return is_in(each, source); });
  if (here == step.path.end()) return false;
  const bool by_itself = here == step.path.begin();
  if (step.plain) return by_itself && step.direct;
  if (!by_itself) {
    step.called = call_name((here - 1)->function);
    step.address = 0;
    step.has_values = false;
  }
  step.path.erase(step.path.begin(), here);
  return !step.called.starts_with("app::run");  // that it serves goes without saying
}

const told_step* last_step_of(std::uint32_t task, const std::vector<told_step>& story) {
  const auto last = std::find_if(story.rbegin(), story.rend(), [&](const auto& s) { return s.task == task; });
  return last == story.rend() ? nullptr : &*last;
}

}  // namespace

void focus_on(told_failure& of, const std::filesystem::path& source) {
  std::erase_if(of.story, [&](told_step& step) { return !tell_by_candidate(step, source); });
  for (auto& task : of.tasks) {
    const auto* const last = last_step_of(task.task, of.story);
    if (last == nullptr) {
      task.finished = true;  // as far as the candidate goes
    } else if (!task.finished && !task.ready) {
      task.waits_at = last->place();
      task.waits_in = last->called;
    }
  }
  const auto* const last = last_step_of(of.task, of.story);
  if (!is_in(of.place, source)) of.place = last == nullptr ? code_place{} : last->place();
}

}  // namespace millrace::tutor
