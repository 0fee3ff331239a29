// The commands that show a running process: view in a window, the others in the terminal.
#include <filesystem>

#include <fmt/format.h>

#include "commands/building.h"
#include "commands/commands.h"
#include "verdict/builder.h"
#include "verdict/process.h"

namespace millrace::tutor {
namespace {

/// A lab for the viewer: how to play each candidate, and what its knobs are.
std::vector<std::string> lab_words(const session_setup& with, const lab& which,
                                   const std::vector<std::string>& candidates) {
  std::vector<std::string> words = {"--lab",      which.name,
                                    "--scenario", scenario_of(with.where, which).string(),
                                    "--lab-file", which.description().string()};
  for (const auto& candidate : candidates) {
    words.push_back("--candidate");
    words.push_back(candidate + '=' + program_of(with.where, which, candidate, "plain").string());
  }
  for (const auto& each : which.knobs) {
    words.push_back("--knob");
    words.push_back(fmt::format("{}={}:{}:{}", each.name, each.least, each.most, each.otherwise));
  }
  words.push_back("--knob");
  words.push_back(fmt::format("rate=0:1000:{}", which.live_rate));
  words.insert(words.end(), {"--knob", "clients=0:64:0"});
  if (which.most_tasks > 0) words.insert(words.end(), {"--most-tasks", std::to_string(which.most_tasks)});
  return words;
}

void refuse_without_viewer(const session_setup& with) {
  if (std::filesystem::exists(with.where.build / "viewer" / "available")) return;
  throw cannot_run(
      "the viewer was not configured: Dear ImGui, GLFW or OpenGL is missing; run "
      "lessons/tutor/install-packages viewer, "
      "then cmake -B " +
      shown(with.where, with.where.build));
}

}  // namespace

void view_options::take(const std::vector<std::string>& given) {
  for (std::size_t i = 0; i < given.size(); ++i) {
    const bool option = given[i].starts_with('-');
    if (i == 0 && !option) {
      lab = given[i];
    } else if (given[i] == "--candidate" && i + 1 < given.size()) {
      candidates.push_back(given[++i]);
    } else if (given[i] == "--words") {
      words = true;
    } else if (given[i] != "--") {
      more.push_back(given[i]);
    }
  }
}

int view_command(const session_setup& with, const view_options& how) {
  refuse_without_viewer(with);
  std::vector<std::string> targets = {"millrace-viewer"};
  std::vector<std::string> words = {(with.where.build / "millrace-viewer").string(), "--course",
                                    std::filesystem::canonical("/proc/self/exe").string()};
  if (!how.lab.empty()) {
    const auto& which = with.lessons.lab_named(how.lab);
    const auto candidates =
        how.candidates.empty() ? std::vector<std::string>{"broken", "fixed"} : how.candidates;
    targets.push_back(which.name + ".scenario");
    for (const auto& candidate : candidates) {
      source_of(with.where, which, candidate);
      targets.push_back(target_of(which, candidate, "plain"));
    }
    const auto more = lab_words(with, which, candidates);
    words.insert(words.end(), more.begin(), more.end());
  }
  build_or_refuse(with, targets);
  words.insert(words.end(), how.more.begin(), how.more.end());
  if (!how.words) return run_in_foreground(words);
  for (const auto& word : words) fmt::print("{}\n", word);
  return passed;
}

int live_command(const session_setup& with, const std::vector<std::string>& words) {
  const bool watches = words.front() == "watch";
  std::vector<std::string> targets = {"millrace-live"};
  if (watches) targets.emplace_back("millrace_watch");
  build_or_refuse(with, targets);
  std::vector<std::string> all = {(with.where.build / "millrace-live").string(), words.front()};
  if (watches) all.insert(all.end(), {"--library", (with.where.build / "libmillrace_watch.so").string()});
  all.insert(all.end(), words.begin() + 1, words.end());
  become(all);
}

}  // namespace millrace::tutor
