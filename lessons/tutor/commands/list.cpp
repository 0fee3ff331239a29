#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "progress/journal.h"

namespace millrace::tutor {
namespace {

std::string mark_of(const lesson_progress& progress, const style& out) {
  if (progress.passed) return out.good("✓");
  return progress.checks > 0 || progress.saw_broken ? out.note("·") : " ";
}

void print_json(const session_setup& with, std::map<std::string, lesson_progress>& progress) {
  nlohmann::json all = nlohmann::json::array();
  for (const auto& chapter : with.lessons.chapters) {
    for (const auto& one : chapter.lessons) {
      const auto& done = progress[one.name];
      all.push_back({{"chapter", chapter.folder},
                     {"lesson", one.name},
                     {"lab", one.lab},
                     {"title", one.title},
                     {"passed", done.passed},
                     {"checks", done.checks},
                     {"hints", done.hints},
                     {"prediction", done.prediction},
                     {"working_copy", (with.where.workspace() / (one.name + ".cpp")).string()}});
    }
  }
  fmt::print("{}\n", all.dump(2));
}

}  // namespace

const lesson& current_lesson(const session_setup& with) {
  auto progress = journal(with.where.workspace() / "progress.jsonl").read();
  const auto all = with.lessons.lessons();
  if (all.empty())
    throw cannot_run("there are no lessons in " + with.where.lessons().string() +
                     "; check out the whole project");
  for (const lesson* each : all) {
    if (!progress[each->name].passed) return *each;
  }
  return *all.back();
}

int list_command(const session_setup& with, bool json) {
  auto progress = journal(with.where.workspace() / "progress.jsonl").read();
  if (json) {
    print_json(with, progress);
    return passed;
  }
  const auto all = with.lessons.lessons();
  const auto done = std::ranges::count_if(all, [&](const lesson* l) { return progress[l->name].passed; });
  constexpr std::size_t bar = 24;
  const auto filled = all.empty() ? 0 : bar * static_cast<std::size_t>(done) / all.size();
  fmt::print("{}{}  {} of {} lessons\n", with.out.good(std::string(filled, '#')),
             with.out.dim(std::string(bar - filled, '-')), done, all.size());
  const std::string& current = all.empty() ? std::string() : current_lesson(with).name;
  for (const auto& chapter : with.lessons.chapters) {
    fmt::print("\n{}\n", with.out.bold(chapter.title));
    for (const auto& one : chapter.lessons) {
      const std::string name = one.name + std::string(one.name.size() < 20 ? 20 - one.name.size() : 1, ' ');
      fmt::print(" {} {}{}{}\n", mark_of(progress[one.name], with.out), with.out.accent(name), one.title,
                 one.name == current ? with.out.note("  <- you are here") : "");
    }
  }
  return passed;
}

}  // namespace millrace::tutor
