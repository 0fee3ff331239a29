// What the keys of a session do, and how it shows pages and asks questions.
#include <cstdlib>
#include <sstream>

#include <fmt/format.h>

#include "learn/session.h"
#include "terminal/diff.h"
#include "terminal/markdown.h"
#include "verdict/builder.h"
#include "verdict/evidence.h"
#include "verdict/process.h"

namespace millrace::tutor {

void session::footer() {
  const auto key = [&](const char* letter, const char* what) {
    return with_.out.accent(letter) + ' ' + what + "  ";
  };
  fmt::print("\n{}{}{}{}{}{}{}{}{}{}\n", key("c", "check"), key("h", "hint"), key("d", "diff"),
             key("e", "evidence"), key("o", "open editor"), key("r", "lesson"), key("l", "list"),
             key("R", "reset"), key("n", "next"), key("q", "quit"));
  std::fflush(stdout);
}

bool session::pause(const std::string& what) {
  fmt::print("{}", with_.out.dim(what));
  std::fflush(stdout);
  while (true) {
    const auto seen = wait_for_input(-1, -1);
    if (seen.ended || seen.key == 'q') return leaving_ = true, false;
    if (seen.key != 0) break;
  }
  fmt::print("\r\x1b[K");
  return true;
}

bool session::show(const std::string& text) {
  std::istringstream lines(text);
  const int page = std::max(8, terminal_rows(1) - 2);
  int shown_lines = 0;
  for (std::string line; std::getline(lines, line);) {
    if (shown_lines == page) {
      shown_lines = 0;
      if (!pause("-- more: any key --")) return false;
    }
    fmt::print("{}\n", line);
    ++shown_lines;
  }
  std::fflush(stdout);
  return true;
}

bool session::show_markdown(const std::string& markdown) {
  return show(rendered_markdown(markdown, with_.width, with_.out));
}

std::optional<int> session::choose(const question& asked) {
  fmt::print("{}\n", wrapped(asked.text, with_.width));
  for (std::size_t i = 0; i < asked.choices.size(); ++i) {
    fmt::print("{}", wrapped(asked.choices[i], with_.width,
                             "  " + with_.out.accent(std::to_string(i + 1)) + "  ", "     "));
  }
  fmt::print("\n{}", with_.out.dim(fmt::format("1 to {}, q leaves: ", asked.choices.size())));
  std::fflush(stdout);
  while (true) {
    const auto seen = wait_for_input(-1, -1);
    if (seen.ended || seen.key == 'q') return leaving_ = true, std::nullopt;
    const int number = seen.key - '0';
    if (number < 1 || number > static_cast<int>(asked.choices.size())) continue;
    fmt::print("{}\n\n", number);
    return number;
  }
}

void session::hint(const lesson& one) {
  const int known = notes_.read()[one.name].hints;
  const int upcoming = std::min(known + 1, static_cast<int>(one.hints.size()));
  if (upcoming != known) notes_.add(one.name, "hint", upcoming);
  fmt::print("\n{}",
             wrapped(one.hints[static_cast<std::size_t>(upcoming - 1)], with_.width,
                     with_.out.note(fmt::format("hint {} of {}: ", upcoming, one.hints.size())), "  "));
}

void session::diff(const lab& which) {
  const auto copy = source_of(with_.where, which, "yours");
  const auto changed = rendered_diff(which.source("broken"), copy, "broken.cpp", "yours", with_.out);
  show('\n' + (changed.empty() ? "Your copy is broken.cpp, unchanged.\n" : changed));
  if (!leaving_ && notes_.read()[which.name].passed) {
    const auto other = rendered_diff(which.source("fixed"), copy, "fixed.cpp", "yours", with_.out);
    show('\n' + (other.empty() ? "Your copy is the reference fix.\n" : other));
  }
}

void session::reset(const lab& which) {
  fmt::print("\nBegin again with broken.cpp? Your copy is kept. y or n: ");
  std::fflush(stdout);
  const auto answer = wait_for_input(-1, -1);
  fmt::print("{}\n", answer.key == 'y' ? "y" : "n");
  if (answer.key != 'y') return;
  checking_.stop();
  if (const auto kept = copies_.reset(which))
    fmt::print("Your copy so far is kept as {}\n", shown(with_.where, *kept));
  notes_.add(which.name, "reset");
  watch_.emplace(copies_.copy_of(which));
}

void session::evidence(const lab& which) {
  const auto folder = newest_evidence(with_.where, which);
  if (!folder) {
    fmt::print("\nThere is no evidence yet: c checks.\n");
    return;
  }
  fmt::print("\n");
  evidence_command(with_, which.name);
}

void session::open_editor(const lab& which) {
  const char* visual = std::getenv("VISUAL");
  const char* editor = visual ? visual : std::getenv("EDITOR");
  if (!editor) {
    fmt::print("\nNeither VISUAL nor EDITOR is set; open {} yourself.\n",
               shown(with_.where, copies_.copy_of(which)));
    return;
  }
  // Through the shell, for the variable may hold options; the path is its argument and never parsed.
  const std::vector<std::string> words = {"/bin/sh", "-c", std::string("exec ") + editor + " \"$1\"", "sh",
                                          copies_.copy_of(which).string()};
  try {
    run_in_foreground(words);
  } catch (const cannot_run&) {
    throw cannot_run(std::string("your editor '") + editor + "' does not start; set " +
                     (visual ? "VISUAL" : "EDITOR") + " to one that is installed");
  }
}

}  // namespace millrace::tutor
