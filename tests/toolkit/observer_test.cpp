// What a watching process is told: one wait at a time, and for what.
#include <array>
#include <atomic>
#include <thread>

#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/observer.h>
#include <millrace/toolkit/single_flight.h>
#include <millrace/toolkit/token_bucket.h>
#include <millrace/toolkit/worker_pool.h>

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
  resource_id resource_opened(const resource_description&) noexcept override { return 1; }
  void resource_passed(resource_id, passage how) noexcept override {
    ++passed_[static_cast<std::size_t>(how)];
  }

  int nested() const { return nested_; }
  int waits_for(wait_reason reason) const { return seen_[static_cast<std::size_t>(reason)]; }
  int passed(passage how) const { return passed_[static_cast<std::size_t>(how)]; }

 private:
  inline static thread_local int depth_ = 0;
  std::atomic<int> nested_ = 0;
  std::array<std::atomic<int>, 16> seen_{};
  std::array<std::atomic<int>, 4> passed_{};
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

TEST_F(observer_test, each_job_that_a_stopped_pool_discards_is_told) {
  worker_pool pool({.workers = 1, .queue = 8});
  pool.submit([](const context& ctx) { ctx.wait(); });
  ASSERT_TRUE(test::eventually([&] { return pool.statistics().busy == 1; }));
  for (int i = 0; i < 3; ++i) pool.submit([] {});
  pool.stop();
  pool.drain();
  EXPECT_EQ(seen_.passed(passage::accepted), 4);
  EXPECT_EQ(seen_.passed(passage::discarded), 3);
  EXPECT_EQ(seen_.passed(passage::failed), 0);
}

}  // namespace
}  // namespace millrace
