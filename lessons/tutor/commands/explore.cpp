// explore runs somebody's program under all kinds of schedules, and shows the one in which it fails.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

#include "commands/commands.h"
#include "exploration/exploration_report.h"
#include "exploration/explored_build.h"
#include "exploration/lab_exploration.h"
#include "exploration/object_names.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

/// As it has to be written for a shell.
std::string shell_word(const std::string& word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+./,:@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char each : word) quoted += each == '\'' ? std::string(R"('\'')") : std::string(1, each);
  return quoted + '\'';
}

std::string keep_schedule(const told_failure& of, const std::string& wanted) {
  const std::string file = wanted.empty() ? "explored.schedule" : wanted;
  std::ofstream to(file);
  to << of.schedule << '\n';
  to.close();
  if (!to) throw cannot_run("cannot write " + file + "; name another file with --output");
  return file;
}

/// What an exploration within a test has left: told, and nothing else.
int tell_result(const session_setup& with, const explore_options& how) {
  auto result = read_result(how.result, fs::absolute(how.built));
  std::ranges::for_each(result.failures, name_objects);
  fmt::print("{}", exploration_report(result, how.search, with.out, with.width));
  return result.failures.empty() ? passed : candidate_failed;
}

/// Shows what came of it. `again` is the command that shows the kept schedule once more, but for the file.
int show_result(const session_setup& with, const exploration_result& result, const explore_options& how,
                const std::string& again) {
  const auto search = how.replay.empty() ? how.search : "replay of " + how.replay;
  if (how.json)
    fmt::print("{}\n", exploration_report_json(result, search));
  else
    fmt::print("{}", exploration_report(result, search, with.out, with.width));
  if (result.failures.empty()) return passed;
  if (how.replay.empty() && (!how.json || !how.output.empty())) {
    const auto file = keep_schedule(most_telling(result), how.output);
    if (!how.json) fmt::print("\nSee it again: millrace explore --replay {}{}\n", shell_word(file), again);
  }
  return candidate_failed;
}

int explore_one_lab(const session_setup& with, const lab& which, const explore_options& how) {
  build_lab_for_exploring(with.where, which, how.candidate);
  const build_folder folder;
  auto result = explore_lab(with.where, which, how.candidate, how, folder.path());
  return show_result(with, result, how, fmt::format(" {} --candidate {}", which.name, how.candidate));
}

bool is_lab(const session_setup& with, const std::vector<std::string>& words) {
  return words.size() == 1 &&
         std::ranges::find(with.lessons.labs, words.front(), &lab::name) != with.lessons.labs.end();
}

}  // namespace

int explore_command(const session_setup& with, const std::vector<std::string>& words,
                    const explore_options& how) {
  if (!how.result.empty()) return tell_result(with, how);
  if (how.built.empty() && is_lab(with, words))
    return explore_one_lab(with, with.lessons.lab_named(words.front()), how);
  const build_folder folder;
  const auto what = how.built.empty() ? explored_words::from(words) : explored_words{{}, {}, words};
  const auto program =
      how.built.empty() ? build_explored(with.where, what, folder.path()) : fs::absolute(how.built);
  auto result = explore_program(program, what.arguments, how, folder.path() / "result.json");
  std::ranges::for_each(result.failures, name_objects);
  std::string again = how.built.empty() ? " --" : " --built " + shell_word(how.built) + " --";
  for (const auto& word : words) again += ' ' + shell_word(word);
  return show_result(with, result, how, again);
}

}  // namespace millrace::tutor
