#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <millrace/toolkit/wait_group.h>

#include "no_task_left.h"

namespace millrace {
namespace {

using namespace std::chrono_literals;

class wait_group_test : public test::no_task_left {};

TEST_F(wait_group_test, waits_for_all) {
  wait_group group;
  std::atomic<int> done = 0;
  for (int i = 0; i < 10; ++i) group.go("count", [&] { ++done; });
  group.wait();
  EXPECT_EQ(done, 10);
}

TEST_F(wait_group_test, an_empty_group_does_not_wait) {
  const wait_group group;
  group.wait();
  EXPECT_TRUE(group.wait_for(0ns));
  EXPECT_FALSE(group.wait(context::background()));
}

TEST_F(wait_group_test, a_negative_counter_is_refused_and_changes_nothing) {
  wait_group group;
  EXPECT_THROW(group.done(), std::logic_error);
  group.add(2);
  EXPECT_THROW(group.add(-3), std::logic_error);
  group.add(-2);
  group.wait();
  group.add(2'000'000'000);
  EXPECT_THROW(group.add(2'000'000'000), std::logic_error);
}

TEST_F(wait_group_test, gives_up_in_time_and_with_its_context) {
  wait_group group;
  group.add();
  EXPECT_FALSE(group.wait_for(1ms));
  const auto [soon, cancel_soon] = with_timeout(context::background(), 1ms);
  EXPECT_EQ(group.wait(soon), errc::deadline_exceeded);
  auto [ctx, cancel] = with_cancel(context::background());
  std::jthread other([cancel = cancel] { cancel(); });
  EXPECT_EQ(group.wait(ctx), errc::canceled);
  group.done();
}

TEST_F(wait_group_test, a_task_is_over_when_what_it_owns_is_gone) {
  wait_group group;
  std::atomic<bool> waited = false;
  std::atomic<bool> gone = false;
  std::shared_ptr<void> owned(nullptr, [&](void*) {
    for (int i = 0; i < 50 && !waited; ++i) std::this_thread::sleep_for(1ms);
    gone = true;
  });
  group.go("owner", [owned = std::move(owned)] {});
  group.wait();
  const bool gone_in_time = gone;
  waited = true;
  EXPECT_TRUE(gone_in_time);
  EXPECT_TRUE(test::eventually([&] { return gone.load(); }));
}

TEST_F(wait_group_test, stress_is_used_again_and_again) {
  wait_group group;
  std::atomic<int> done = 0;
  for (int round = 1; round <= 100; ++round) {
    group.add(3);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&, group]() mutable {
        ++done;
        group.done();
      });
    }
    group.wait();
    EXPECT_EQ(done, 3 * round);
  }
}

}  // namespace
}  // namespace millrace
