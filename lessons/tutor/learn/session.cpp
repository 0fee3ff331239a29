#include "learn/session.h"

#include <algorithm>

#include <fmt/format.h>

#include "terminal/diff.h"
#include "terminal/markdown.h"

namespace millrace::tutor {

session::session(session_setup& with)
    : with_(with),
      notes_(with.where.workspace() / "progress.jsonl"),
      copies_(with.where),
      words_(with.where, with.out, with.width),
      checking_(with.where, words_) {}

int session::run() {
  const raw_terminal terminal;
  const auto all = with_.lessons.lessons();
  if (all.empty())
    throw cannot_run("there are no lessons in " + with_.where.lessons().string() +
                     "; check out the whole project");
  auto at = std::ranges::find(all, current_lesson(with_).name, &lesson::name);
  while (!leaving_) {
    if (take(**at) == next::leave) break;
    if (++at == all.end()) {
      fmt::print("\nThat was the last lesson. millrace list shows them all; q was never so well earned.\n");
      break;
    }
  }
  checking_.stop();
  fmt::print("\n{}\n", with_.out.dim("Your progress is kept. millrace goes on from here."));
  return passed;
}

session::next session::take(const lesson& one) {
  const lab& which = with_.lessons.lab_named(one.lab);
  checking_.stop();
  passed_now_ = false;
  broken_ran_ = false;
  const auto done = notes_.read()[one.name];
  if (!show_markdown("# " + one.title + "\n\n" + one.text_of(phase::before))) return next::leave;
  if (done.prediction == 0 && !predict(one)) return next::leave;
  if (!done.saw_broken && !watch_broken(one, which)) return next::leave;
  return mend(one, which);
}

bool session::predict(const lesson& one) {
  const auto chosen = choose(one.prediction);
  if (!chosen) return false;
  notes_.add(one.name, "predicted", *chosen);
  return true;
}

bool session::watch_broken(const lesson& one, const lab& which) {
  fmt::print("\nNow the broken service runs, under every instrument.\n\n");
  do {
    begin_check(which, "broken");
    while (checking_.running()) {
      const auto seen = wait_for_input(-1, checking_.descriptor());
      if (seen.ended || seen.key == 'q') return leaving_ = true, false;
      if (seen.woken && follow_check(one, which)) break;
    }
    if (!broken_ran_ && !pause("It did not run. q leaves; any other key tries again.")) return false;
  } while (!broken_ran_);
  notes_.add(one.name, "broken");
  show_prediction(one);
  return show_markdown(one.text_of(phase::after_broken));
}

void session::show_prediction(const lesson& one) {
  const int chosen = notes_.read()[one.name].prediction;
  if (chosen < 1 || chosen > static_cast<int>(one.prediction.choices.size())) return;
  const auto& choices = one.prediction.choices;
  const bool right = chosen == one.prediction.answer;
  fmt::print("{} You predicted: {}\n", right ? with_.out.good("✓") : with_.out.note("·"),
             choices[static_cast<std::size_t>(chosen - 1)]);
  if (!right) fmt::print("  It is: {}\n", choices[static_cast<std::size_t>(one.prediction.answer - 1)]);
  fmt::print("{}\n", wrapped(one.prediction.because, with_.width, "  ", "  "));
}

session::next session::mend(const lesson& one, const lab& which) {
  const bool made = copies_.open(which);
  const auto copy = copies_.copy_of(which);
  watch_.emplace(copy);
  fmt::print("{} {}\n", made ? "Your working copy is" : "You go on with",
             with_.out.accent(shown(with_.where, copy)));
  fmt::print("Mend it in your editor: each save is checked.\n");
  footer();
  if (!made) begin_check(which, "yours");
  while (!leaving_) {
    try {
      const auto step = one_event(one, which);
      if (step != next::stay) return step;
    } catch (const cannot_run& error) {
      fmt::print("\n{} {}\n", with_.out.note("?"), error.what());
      footer();
    }
  }
  return next::leave;
}

session::next session::one_event(const lesson& one, const lab& which) {
  const auto seen = wait_for_input(watch_->descriptor(), checking_.descriptor());
  if (seen.ended) return next::leave;
  if (seen.resized) with_.width = text_width(1);
  if (seen.changed && watch_->saved()) {
    fmt::print("\n{}\n", with_.out.dim("saved; checking ..."));
    begin_check(which, "yours");
  }
  if (seen.woken) follow_check(one, which);
  return seen.key == 0 ? next::stay : handle_key(seen.key, one, which);
}

session::next session::handle_key(char key, const lesson& one, const lab& which) {
  switch (key) {
    case 'q':
      return next::leave;
    case 'n':
      if (passed_now_ || notes_.read()[one.name].passed) return next::next_lesson;
      fmt::print("Not yet passed. n again goes on all the same.\n");
      if (const auto again = wait_for_input(-1, -1); again.key == 'n') return next::next_lesson;
      break;
    case 'h':
      hint(one);
      break;
    case 'l':
      list_command(with_, false);
      break;
    case 'r':
      show_markdown("# " + one.title + "\n\n" + one.text_of(phase::before) +
                    one.text_of(phase::after_broken));
      break;
    case 'd':
      diff(which);
      break;
    case 'R':
      reset(which);
      break;
    case 'e':
      evidence(which);
      break;
    case 'o':
      open_editor(which);
      break;
    case 'c':
      begin_check(which, "yours");
      break;
    default:
      break;
  }
  footer();
  return leaving_ ? next::leave : next::stay;
}

void session::begin_check(const lab& which, const std::string& candidate) {
  std::fflush(stdout);
  checking_.start(which, candidate);
}

bool session::follow_check(const lesson& one, const lab& which) {
  const auto news = checking_.take();
  fmt::print("{}", news.text);
  if (!news.failure.empty()) fmt::print("{} {}\n", with_.out.note("?"), news.failure);
  if (news.outcome && !news.outcome->stopped) {
    fmt::print("\n{}", words_.verdict_text(*news.outcome));
    broken_ran_ = news.outcome->candidate == "broken" && news.outcome->ran();
    if (news.outcome->candidate == "yours") {
      notes_.add(one.name, "checked", news.outcome->passed() ? 1 : 0);
      if (news.outcome->passed()) celebrate(one, which);
      footer();
    }
  }
  if (news.measured)
    fmt::print("  {}; more of it: millrace bench {}\n", speed_text(*news.measured), which.name);
  std::fflush(stdout);
  return news.over;
}

bool session::celebrate(const lesson& one, const lab& which) {
  const bool first_time = !notes_.read()[one.name].passed && !passed_now_;
  if (first_time) notes_.add(one.name, "passed");
  passed_now_ = true;
  if (!first_time) return true;
  fmt::print("\n{}\n", with_.out.bold("The reference fix, from broken to fixed:"));
  fmt::print("{}\n", rendered_diff(which.source("broken"), which.source("fixed"), "broken.cpp", "fixed.cpp",
                                   with_.out));
  show_prediction(one);
  if (!show_markdown(one.text_of(phase::after_pass))) return false;
  fmt::print("{}\n\n", with_.out.bold("And here?"));
  if (!show_markdown("```cpp\n" + one.transfer_code + "\n```\n")) return false;
  const auto chosen = choose(one.transfer);
  if (!chosen) return false;
  notes_.add(one.name, "transfer", *chosen);
  const bool right = *chosen == one.transfer.answer;
  fmt::print("{}", wrapped(one.transfer.because, with_.width,
                           right ? with_.out.good("✓ ") : with_.out.bad("✗ "), "  "));
  fmt::print("\n{}\n", with_.out.bold("n goes on to the next lesson."));
  return true;
}

}  // namespace millrace::tutor
