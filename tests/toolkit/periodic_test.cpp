#include <atomic>
#include <stdexcept>

#include <millrace/toolkit/periodic.h>

#include "no_task_left.h"

namespace millrace {
namespace {

using namespace std::chrono_literals;

class periodic_test : public test::no_task_left {};

TEST_F(periodic_test, ticks_again_and_again) {
  const periodic clock("clock", 1ms, [](const context&) {});
  EXPECT_TRUE(test::eventually([&] { return clock.ticks() >= 3; }));
}

TEST_F(periodic_test, stops_at_once_in_its_sleep) {
  std::atomic<int> ticks = 0;
  {
    const periodic janitor("janitor", 1000h, [&](const context&) { ++ticks; });
  }
  EXPECT_EQ(ticks, 0);
}

TEST_F(periodic_test, a_tick_that_begins_late_does_not_shift_the_next) {
  using time_point = context::clock::time_point;
  const time_point due(1000ns);
  EXPECT_EQ(next_tick(due, 10ns, due), due + 10ns);
  EXPECT_EQ(next_tick(due, 10ns, due + 3ns), due + 10ns);
  EXPECT_EQ(next_tick(due, 10ns, due + 10ns), due + 20ns);
  EXPECT_EQ(next_tick(due, 10ns, due + 39ns), due + 40ns) << "the three that were missed are dropped";
  EXPECT_EQ(next_tick(due, std::chrono::nanoseconds::max(), due + 1ns), time_point::max());
  EXPECT_EQ(next_tick(due, 1ns, time_point::max()), time_point::max());
}

TEST_F(periodic_test, an_interval_must_be_positive) {
  EXPECT_THROW(periodic("p", 0s, [](const context&) {}), std::invalid_argument);
  EXPECT_THROW(periodic("p", -1s, [](const context&) {}), std::invalid_argument);
  periodic clock("p", 1h, [](const context&) {});
  EXPECT_THROW(clock.reset(0s), std::invalid_argument);
}

TEST_F(periodic_test, trigger_and_reset_bring_a_tick) {
  periodic janitor("janitor", 1000h, [](const context&) {});
  janitor.trigger();
  EXPECT_TRUE(test::eventually([&] { return janitor.ticks() == 1; }));
  janitor.reset(1ms);
  EXPECT_TRUE(test::eventually([&] { return janitor.ticks() >= 2; }));
}

TEST_F(periodic_test, a_tick_may_stop_it_or_fail) {
  std::atomic<periodic*> self = nullptr;
  periodic once("once", 1000h, [&](const context&) { self.load()->stop(); });
  self = &once;
  once.trigger();
  EXPECT_TRUE(test::eventually([&] { return once.ticks() == 1; }));
  periodic failing("failing", 1000h, [](const context&) { throw std::runtime_error("of itself"); });
  failing.trigger();
  EXPECT_TRUE(test::eventually([&] { return failing.ticks() == 1; }));
}

TEST_F(periodic_test, stop_ends_the_context_of_a_tick_at_work) {
  periodic slow("slow", 1000h, [](const context& ctx) { ctx.wait(); });
  slow.trigger();
  slow.stop();
  slow.stop();
}

}  // namespace
}  // namespace millrace
