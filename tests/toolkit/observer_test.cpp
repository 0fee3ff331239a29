// What a watching process is told: one wait at a time, and for what.
#include <array>
#include <atomic>
#include <thread>

#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/observer.h>
#include <millrace/toolkit/single_flight.h>
#include <millrace/toolkit/token_bucket.h>

#include "no_task_left.h"

namespace millrace {
namespace {

using namespace std::chrono_literals;

class waits_seen final : public observer {
 public:
  void task_started(const char*, task_owner, const std::source_location&) noexcept override {}
  void blocked(wait_reason reason, resource_id, const std::source_location&) noexcept override {
    nested_ += depth_++ > 0 ? 1 : 0;
    ++seen_[static_cast<std::size_t>(reason)];
  }
  void resumed() noexcept override { --depth_; }

  int nested() const { return nested_; }
  int waits_for(wait_reason reason) const { return seen_[static_cast<std::size_t>(reason)]; }

 private:
  inline static thread_local int depth_ = 0;
  std::atomic<int> nested_ = 0;
  std::array<std::atomic<int>, 16> seen_{};
};

class observer_test : public test::no_task_left {
 protected:
  void SetUp() override {
    no_task_left::SetUp();
    observe_with(&seen_);
  }
  void TearDown() override {
    no_task_left::TearDown();
    observe_with(nullptr);
  }
  waits_seen seen_;
};

TEST_F(observer_test, a_wait_for_tokens_is_seen_as_that) {
  token_bucket bucket(per_second(1000), 1);
  EXPECT_FALSE(bucket.wait(context::background()));
  EXPECT_FALSE(bucket.wait(context::background()));
  EXPECT_EQ(seen_.waits_for(wait_reason::tokens), 1);
  EXPECT_EQ(seen_.waits_for(wait_reason::sleep), 0);
  EXPECT_EQ(seen_.nested(), 0);
}

TEST_F(observer_test, a_passenger_is_seen_waiting_for_the_flight) {
  single_flight<int, int> flights;
  channel<bool> release;
  std::jthread pilot([&] { flights.run(1, [&] { return static_cast<void>(release.receive()), 5; }); });
  ASSERT_TRUE(test::eventually([&] { return seen_.waits_for(wait_reason::channel_receive) == 1; }));
  std::jthread passenger([&] { EXPECT_EQ(flights.run(1, [] { return 6; }), 5); });
  EXPECT_TRUE(test::eventually([&] { return seen_.waits_for(wait_reason::single_flight) == 1; }));
  release.close();
  pilot.join();
  passenger.join();
  EXPECT_EQ(seen_.waits_for(wait_reason::channel_receive), 1);
}

}  // namespace
}  // namespace millrace
