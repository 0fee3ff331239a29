// The commands that judge a candidate: check, and the first verdict without a terminal.
#include "verdict/check.h"

#include <cstdio>

#include <fmt/format.h>

#include "commands/commands.h"
#include "progress/journal.h"
#include "verdict/report.h"
#include "verdict/speed.h"
#include "verdict/verdict_json.h"
#include "workspace/workspace.h"

namespace millrace::tutor {
namespace {

verdict check_aloud(const session_setup& with, const lab& which, const check_request& wanted) {
  const report words(with.where, with.out, with.width);
  const auto instruments = wanted.instruments.empty() ? instruments_of(which) : wanted.instruments;
  fmt::print("{}, {}\n", with.out.bold(which.name), wanted.candidate);
  std::fflush(stdout);
  return check(with.where, which, wanted, [&](const check_event& event) {
    if (event.what == check_event::kind::waiting) say_another_build();
    if (event.what == check_event::kind::finished)
      fmt::print("{}", words.line_of(*event.result, instruments));
    std::fflush(stdout);
  });
}

void note(const session_setup& with, const lab& which, const verdict& outcome) {
  if (outcome.candidate != "yours") return;
  const journal notes(with.where.workspace() / "progress.jsonl");
  notes.add(which.name, "checked", outcome.passed() ? 1 : 0);
  if (outcome.passed() && outcome.instruments == instruments_of(which)) notes.add(which.name, "passed");
}

}  // namespace

int check_command(const session_setup& with, const std::string& name, const check_options& how) {
  const auto& which = with.lessons.lab_named(name);
  for (const auto& instrument : how.instruments) flavour_for(instrument);
  const check_request wanted{how.candidate, how.instruments, how.seed, how.exploring};
  if (how.json) {
    const auto outcome = check(with.where, which, wanted, nullptr);
    note(with, which, outcome);
    fmt::print("{}\n", verdict_json(outcome));
    return outcome.exit_code();
  }
  const auto outcome = check_aloud(with, which, wanted);
  fmt::print("\n{}", report(with.where, with.out, with.width).verdict_text(outcome));
  note(with, which, outcome);
  if (outcome.passed() && how.candidate == "yours" && how.instruments.empty()) {
    if (const auto measured = speed_beside_fixed(with.where, which, "yours", outcome.evidence / "speed"))
      fmt::print("  {}\n", speed_text(*measured));
  }
  return outcome.exit_code();
}

int first_verdict(const session_setup& with) {
  const auto all = with.lessons.lessons();
  if (all.empty())
    throw cannot_run("there are no lessons in " + with.where.lessons().string() +
                     "; check out the whole project");
  const auto& first = *all.front();
  const auto& which = with.lessons.lab_named(first.lab);
  fmt::print("{}\n{}\n\n", with.out.bold(first.title), which.bug);
  const report words(with.where, with.out, with.width);
  const auto broken = check_aloud(with, which, {"broken", {}, 1});
  fmt::print("\n{}\n", words.verdict_text(broken));
  const auto fixed = check_aloud(with, which, {"fixed", {}, 1});
  fmt::print("\n{}\n", words.verdict_text(fixed));
  if (broken.exit_code() == could_not_run || fixed.exit_code() == could_not_run) return could_not_run;
  const bool right = !broken.passed() && !broken.failed_build && fixed.passed();
  fmt::print("{}\n",
             right
                 ? "broken was caught, fixed is clean. In a terminal, millrace takes you through the lesson."
                 : "This is not as it should be: millrace doctor looks for the reason.");
  return right ? passed : candidate_failed;
}

}  // namespace millrace::tutor
