// However long somebody is ready to wait, in whatever unit: too long to count is not over at once.
#include <chrono>
#include <thread>

#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/periodic.h>
#include <millrace/toolkit/retry.h>
#include <millrace/toolkit/select.h>
#include <millrace/toolkit/token_bucket.h>
#include <millrace/toolkit/wait_group.h>

#include "no_task_left.h"

namespace millrace {
namespace {

using namespace std::chrono_literals;
using std::chrono::hours;
using std::chrono::seconds;

constexpr hours three_centuries(24 * 365 * 300);

class time_span_test : public test::no_task_left {};

TEST_F(time_span_test, a_long_timeout_is_no_deadline) {
  EXPECT_FALSE(with_timeout(context::background(), seconds::max()).ctx.deadline());
  EXPECT_FALSE(with_timeout(context::background(), three_centuries).ctx.deadline());
  EXPECT_FALSE(with_timeout(context::background(), std::chrono::nanoseconds::max()).ctx.deadline());
  EXPECT_TRUE(with_timeout(context::background(), hours(24 * 365 * 50)).ctx.deadline());
  EXPECT_TRUE(with_timeout(context::background(), seconds::min()).ctx.done());
}

TEST_F(time_span_test, a_long_wait_ends_with_what_it_waits_for) {
  auto [ctx, cancel] = with_cancel(context::background());
  channel<int> answers;
  wait_group group;
  group.add();
  std::jthread later([&, cancel = cancel]() mutable {
    EXPECT_FALSE(answers.send_for(1, hours::max()));
    EXPECT_FALSE(answers.send_for(2, hours::max()));
    cancel();
    group.done();
  });
  EXPECT_TRUE(answers.receive_for(seconds::max()));
  EXPECT_EQ(select(on_timeout(three_centuries, [] {}), on_receive(answers, [](auto) {})), 1u);
  EXPECT_EQ(sleep_for(ctx, seconds::max()), errc::canceled);
  EXPECT_TRUE(ctx.wait_for(seconds::max()));
  EXPECT_TRUE(group.wait_for(hours::max()));
}

TEST_F(time_span_test, a_long_interval_is_not_a_short_one) {
  periodic janitor("janitor", hours::max(), [](const context&) {});
  janitor.reset(three_centuries);
  EXPECT_LT(every(three_centuries).per_second, 1e-9);
  EXPECT_EQ(backoff_bound({.first = hours::max(), .most = hours::max()}, 2), std::chrono::nanoseconds::max());
}

}  // namespace
}  // namespace millrace
