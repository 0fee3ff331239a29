// The commands that show something of a lesson: lesson, hint, diff; and reset.
#include <fmt/format.h>

#include "commands/commands.h"
#include "progress/journal.h"
#include "terminal/diff.h"
#include "terminal/markdown.h"
#include "workspace/workspace.h"

namespace millrace::tutor {
namespace {

const lesson& lesson_or_current(const session_setup& with, const std::string& name) {
  return name.empty() ? current_lesson(with) : with.lessons.lesson_named(name);
}

}  // namespace

int lesson_command(const session_setup& with, const std::string& name) {
  const auto& one = lesson_or_current(with, name);
  std::string text = "# " + one.title + "\n\n";
  for (const auto& part : one.sections) text += part.markdown;
  fmt::print("{}", rendered_markdown(text, with.width, with.out));
  return passed;
}

int hint_command(const session_setup& with, const std::string& name) {
  const auto& one = lesson_or_current(with, name);
  const journal notes(with.where.workspace() / "progress.jsonl");
  const int next = std::min(notes.read()[one.name].hints + 1, static_cast<int>(one.hints.size()));
  notes.add(one.name, "hint", next);
  for (int i = 0; i < next; ++i) {
    const std::string number = std::to_string(i + 1) + ". ";
    fmt::print("{}", wrapped(one.hints[static_cast<std::size_t>(i)], with.width, number, "   "));
  }
  const auto left = static_cast<int>(one.hints.size()) - next;
  fmt::print("{}\n", with.out.dim(left > 0 ? fmt::format("{} more: millrace hint {}", left, one.name)
                                           : "That was the last hint."));
  return passed;
}

int diff_command(const session_setup& with, const std::string& name) {
  const auto& which = with.lessons.lab_named(name);
  const workspace copies(with.where);
  if (!copies.has(which)) {
    throw cannot_run("you have no working copy of " + which.name + " yet; millrace reset " + which.name +
                     " makes one");
  }
  const auto changed =
      rendered_diff(which.source("broken"), copies.copy_of(which), "broken.cpp", "yours", with.out);
  fmt::print("{}", changed.empty() ? "Your copy is broken.cpp, unchanged.\n" : changed);
  if (journal(with.where.workspace() / "progress.jsonl").read()[which.name].passed) {
    const auto other =
        rendered_diff(which.source("fixed"), copies.copy_of(which), "fixed.cpp", "yours", with.out);
    fmt::print("\n{}", other.empty() ? "Your copy is the reference fix.\n" : other);
  } else {
    fmt::print("{}\n", with.out.dim("The reference fix is shown once yours passes."));
  }
  return passed;
}

int reset_command(const session_setup& with, const std::string& name) {
  const auto& which = with.lessons.lab_named(name);
  const workspace copies(with.where);
  if (const auto kept = copies.reset(which))
    fmt::print("Your copy so far is kept as {}\n", shown(with.where, *kept));
  journal(with.where.workspace() / "progress.jsonl").add(which.name, "reset");
  fmt::print("{} is broken.cpp again\n", shown(with.where, copies.copy_of(which)));
  return passed;
}

}  // namespace millrace::tutor
