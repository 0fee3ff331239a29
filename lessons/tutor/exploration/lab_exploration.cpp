#include "exploration/lab_exploration.h"

#include "exploration/lab_focus.h"
#include "verdict/builder.h"

namespace millrace::tutor {

void build_lab_for_exploring(const project& where, const lab& which, const std::string& candidate) {
  source_of(where, which, candidate);
  const auto built = build_targets(where, {target_of(which, candidate, "explore")});
  if (built.built) return;
  const auto& first = built.first_error;
  throw cannot_run(which.name + ", " + candidate + " does not compile: " + first.file + ':' +
                   std::to_string(first.line) + ": " + first.message);
}

exploration_result explore_lab(const project& where, const lab& which, const std::string& candidate,
                               exploration_options how, const std::filesystem::path& folder,
                               const std::stop_token& stop) {
  how.early_timers = 0;
  how.tasks_end = true;
  auto result = explore_program(program_of(where, which, candidate, "explore"), {}, how,
                                folder / "explorer.json", stop);
  const auto source = source_of(where, which, candidate);
  for (auto& each : result.failures) focus_on(each, source);
  return result;
}

}  // namespace millrace::tutor
