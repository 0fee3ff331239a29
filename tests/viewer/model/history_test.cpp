#include "model/history.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "model/random_run.h"
#include "model/same_state.h"
#include "model/track.h"

namespace millrace::viewer {
namespace {

/// All events of a run, and its first snapshot, to replay from.
struct whole {
  probe::snapshot first;
  std::vector<probe::event_view> events;

  world at(double when) const {
    world told(first);
    for (const auto& each : events) {
      if (each.at <= when) told.apply(each);
    }
    return told;
  }
};

class a_past : public testing::Test {
 protected:
  a_past() {
    random_run run(50, 2000);
    for (int i = 0; i < 400; ++i) {
      auto come = run.next(50);
      if (i == 0) {
        all.first = *come.state;
      } else {
        all.events.insert(all.events.end(), come.events.begin(), come.events.end());
      }
      seen.add(std::move(come));
    }
  }
  double any_moment() {
    return std::uniform_real_distribution<double>(seen.past().begin(), seen.past().end())(random);
  }
  std::mt19937 random{7};
  whole all;
  track seen{"random"};
};

TEST_F(a_past, seen_again_is_what_it_was) {
  for (int i = 0; i < 200; ++i) {
    const double when = any_moment();
    expect_same(seen.past().at(when).state(), all.at(when).state());
    expect_same(seen.at(when).state(), all.at(when).state());
    if (HasFailure()) FAIL() << "at " << when;
  }
}

TEST_F(a_past, is_the_same_in_small_steps_forward) {
  for (double when = seen.past().begin(); when < seen.past().end(); when += 0.037) {
    expect_same(seen.at(when).state(), all.at(when).state());
    if (HasFailure()) FAIL() << "at " << when;
  }
}

TEST_F(a_past, counts_and_visits_the_same_events) {
  for (int i = 0; i < 100; ++i) {
    double from = any_moment();
    double to = any_moment();
    if (from > to) std::swap(from, to);
    const auto expected = static_cast<std::size_t>(
        std::ranges::count_if(all.events, [&](const auto& each) { return each.at > from && each.at <= to; }));
    std::size_t visited = 0;
    double last = from;
    seen.past().visit(from, to, [&](const auto& each) {
      EXPECT_GE(each.at, last);
      last = each.at;
      ++visited;
      return true;
    });
    EXPECT_EQ(visited, expected);
    EXPECT_EQ(seen.past().count(from, to), expected);
  }
}

TEST_F(a_past, some_of_the_events_are_each_so_many_th) {
  for (const std::size_t stride : {1U, 3U, 1000U, 50'000U}) {
    std::vector<double> some;
    std::vector<double> expected;
    const double from = any_moment();
    std::size_t number = 0;
    seen.past().visit(from, seen.past().end(), [&](const auto& event) {
      if (number++ % stride == 0) expected.push_back(event.at);
      return true;
    });
    seen.past().visit_some(from, seen.past().end(), stride,
                           [&](const auto& event) { some.push_back(event.at); });
    EXPECT_EQ(some, expected) << "every " << stride;
  }
}

TEST(history, keeps_no_more_than_it_may) {
  constexpr std::size_t most = 32 << 20;
  history past(60, most);
  random_run run(100, 1'000'000);
  std::size_t added = 0;
  for (int i = 0; i < 200; ++i) {
    past.add(run.next(20'000));
    added += 20'000;
    ASSERT_LE(past.bytes(), most + (4 << 20)) << "a batch and a chunk over it at most";
  }
  EXPECT_LT(past.events(), added);
  EXPECT_GT(past.events() * sizeof(probe::event_view), most / 2) << "and makes use of what it may";
  EXPECT_GT(past.count(past.begin(), past.end()), 0U);
}

TEST(history, forgets_what_is_older_than_it_keeps) {
  history past(2);
  random_run run(10, 1000);
  for (int i = 0; i < 500; ++i) past.add(run.next(20));
  EXPECT_GE(past.end() - past.begin(), 2);
  EXPECT_LE(past.end() - past.begin(), 3);
}

TEST(history, a_moment_that_was_shown_does_not_change) {
  history past;
  random_run run(10, 1000);
  past.add(run.next(100));
  past.add(run.next(100));
  const double shown = past.end();
  const auto was = past.at(shown);
  auto late = run.next(50);
  for (auto& each : late.events) each.at = shown - 0.01;  // read after younger ones
  past.add(late);
  expect_same(past.at(shown).state(), was.state());
  EXPECT_EQ(past.count(shown, past.end()), 50U);
}

TEST(history, shows_where_events_were_lost) {
  history past;
  random_run run(10, 1000);
  past.add(run.next(100));
  auto after = run.next(100);
  after.missed = 17;
  const double at = after.at;
  past.add(after);
  ASSERT_EQ(past.gaps().size(), 1U);
  EXPECT_EQ(past.gaps().front().missed, 17U);
  EXPECT_EQ(past.gaps().front().to, at);
}

}  // namespace
}  // namespace millrace::viewer
