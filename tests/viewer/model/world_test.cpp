#include "model/world.h"

#include <chrono>
#include <functional>
#include <thread>

#include <gtest/gtest.h>

#include <millrace/probe/reader.h>

#include "model/same_state.h"
#include "probe/child.h"

namespace millrace::viewer {
namespace {

using namespace std::chrono_literals;

/// A look between which and the events before and after it nothing happened; the events up to it are added
/// to `events`.
probe::snapshot quiet_look(probe::reader& from, std::vector<probe::event_view>& events,
                           std::uint64_t& missed) {
  const auto take = [&] {
    const auto come = from.events(missed);
    events.insert(events.end(), come.begin(), come.end());
    return come.size();
  };
  while (true) {
    take();
    auto seen = from.look();
    if (take() == 0) return seen;
    std::this_thread::sleep_for(1ms);
  }
}

TEST(world, events_lead_from_one_snapshot_of_a_real_process_to_the_next) {
  child program({BUSY, "20"});
  ASSERT_EQ(program.line(), "ready");
  probe::reader watching(program.process());
  constexpr std::int64_t slow = 100'000;  // microseconds of pause, so that there are quiet moments
  std::uint64_t missed = 0;
  std::vector<probe::event_view> events;
  (void)watching.events(missed);
  watching.wish(0, slow);
  std::this_thread::sleep_for(20ms);
  world told(quiet_look(watching, events, missed));
  events.clear();

  watching.wish(0, 2000);  // a ring lasts for 50 ms: a busy machine keeps this reader waiting
  for (int i = 0; i < 2000 && events.size() < 2000; ++i) {
    const auto come = watching.events(missed);
    events.insert(events.end(), come.begin(), come.end());
    std::this_thread::sleep_for(2ms);
  }
  watching.wish(0, slow);
  std::this_thread::sleep_for(20ms);
  const auto truth = quiet_look(watching, events, missed);
  ASSERT_EQ(missed, 0U);
  EXPECT_GT(events.size(), 1000U);
  for (const auto& each : events) told.apply(each);
  expect_same(told.state(), truth);
}

TEST(world, what_does_not_fit_changes_nothing) {
  probe::snapshot state;
  state.tasks.emplace_back().slot = 3;
  state.resources.emplace_back().id = 5;
  world told(state);
  using kind = probe::event_kind;
  for (const auto what : {kind::task_ended, kind::blocked, kind::resumed, kind::request})
    told.apply({0, 4, what, 1, 5, 1});
  for (const auto what : {kind::resource_holds, kind::resource_passed, kind::resource_closed})
    told.apply({0, 3, what, 1, 6, 1});
  told.apply({0, 0xffffffff, kind::task_started, 0, 0, 0});
  told.apply({0, 3, kind::resource_opened, 0, 0xffffffff, 0});
  expect_same(told.state(), state);
}

TEST(world, slots_are_used_again) {
  world told{probe::snapshot{}};
  using kind = probe::event_kind;
  for (std::uint32_t slot : {0U, 1U, 2U}) told.apply({0, slot, kind::task_started, 0, slot, 0});
  told.apply({0, 0, kind::task_ended, 0, 0, 0});
  told.apply({0, 2, kind::blocked, 0, 0, 0});
  told.apply({0, 0, kind::task_started, 0, 0, 0});
  ASSERT_EQ(told.state().tasks.size(), 3U);
  ASSERT_TRUE(told.task(0) && told.task(1) && told.task(2));
  EXPECT_TRUE(told.task(2)->blocked);
  EXPECT_FALSE(told.task(0)->blocked);
}

}  // namespace
}  // namespace millrace::viewer
