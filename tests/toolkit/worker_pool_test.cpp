#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/worker_pool.h>

#include "no_task_left.h"

namespace millrace {
namespace {

using namespace std::chrono_literals;

class worker_pool_test : public test::no_task_left {};

/// A pool of one whose worker is held until `release` is closed, and whose queue has one place.
struct held_pool {
  channel<bool> release;
  worker_pool pool{{.workers = 1, .queue = 1}};

  held_pool() {
    pool.submit([release = release]() mutable { static_cast<void>(release.receive()); });
    EXPECT_TRUE(test::eventually([&] { return pool.statistics().busy == 1; }));
  }
};

TEST_F(worker_pool_test, does_what_it_is_given) {
  worker_pool pool({.workers = 3, .queue = 4});
  std::atomic<int> sum = 0;
  for (int i = 1; i <= 100; ++i) pool.submit([&, i] { sum += i; });
  pool.drain();
  EXPECT_EQ(sum, 5050);
  EXPECT_EQ(pool.statistics().completed, 100u);
}

TEST_F(worker_pool_test, refuses_nonsense) {
  EXPECT_THROW(worker_pool({.workers = 0}), std::invalid_argument);
  EXPECT_THROW(worker_pool({.workers = -1}), std::invalid_argument);
  EXPECT_THROW(worker_pool({.queue = 0}), std::invalid_argument);
}

TEST_F(worker_pool_test, try_submit_never_waits) {
  held_pool held;
  EXPECT_FALSE(held.pool.try_submit([] {}));
  EXPECT_EQ(held.pool.try_submit([] {}), errc::would_block);
  EXPECT_EQ(held.pool.statistics().rejected, 1u);
  held.release.close();
  held.pool.drain();
  EXPECT_EQ(held.pool.try_submit([] {}), errc::closed);
  EXPECT_THROW(held.pool.submit([] {}), std::system_error);
}

TEST_F(worker_pool_test, a_waiting_submit_ends_with_its_context) {
  held_pool held;
  EXPECT_FALSE(held.pool.try_submit([] {}));
  const auto [soon, cancel_soon] = with_timeout(context::background(), 1ms);
  EXPECT_EQ(held.pool.submit(soon, [] {}), errc::deadline_exceeded);
  auto [ctx, cancel] = with_cancel(context::background());
  std::jthread other([cancel = cancel] { cancel(); });
  EXPECT_EQ(held.pool.submit(ctx, [] {}), errc::canceled);
  held.release.close();
}

TEST_F(worker_pool_test, close_wakes_a_waiting_submit) {
  held_pool held;
  EXPECT_FALSE(held.pool.try_submit([] {}));
  std::jthread waiting([&] { EXPECT_EQ(held.pool.submit(context::background(), [] {}), errc::closed); });
  held.pool.close();
  waiting.join();
  held.release.close();
}

TEST_F(worker_pool_test, failures_are_reported_and_survived) {
  std::vector<std::string> reported;
  worker_pool pool(
      {.workers = 1, .queue = 8, .name = "failing", .on_failure = [&](std::exception_ptr failure) {
         try {
           std::rethrow_exception(failure);
         } catch (const std::exception& error) {
           reported.emplace_back(error.what());
         }
         throw std::runtime_error("the handler fails too");
       }});
  pool.submit([] { throw std::runtime_error("thrown"); });
  pool.submit([] { return make_error_code(errc::timed_out); });
  pool.submit([] {});
  pool.drain();
  EXPECT_EQ(reported, (std::vector<std::string>{"thrown", "timed out"}));
  const auto counts = pool.statistics();
  EXPECT_EQ(counts.failed, 2u);
  EXPECT_EQ(counts.completed, 1u);
}

TEST_F(worker_pool_test, stop_discards_what_waits_and_cancels_what_runs) {
  worker_pool pool({.workers = 1, .queue = 8});
  std::atomic<bool> canceled = false;
  pool.submit([&](const context& ctx) {
    ctx.wait();
    canceled = true;
  });
  ASSERT_TRUE(test::eventually([&] { return pool.statistics().busy == 1; }));
  for (int i = 0; i < 3; ++i) pool.submit([] { FAIL() << "a discarded job ran"; });
  EXPECT_EQ(pool.stop(), 3u);
  pool.drain();
  EXPECT_TRUE(canceled);
  EXPECT_EQ(pool.statistics().discarded, 3u);
}

TEST_F(worker_pool_test, a_drain_with_a_deadline_says_what_was_lost) {
  worker_pool pool({.workers = 1, .queue = 8});
  pool.submit([](const context& ctx) { ctx.wait(); });
  ASSERT_TRUE(test::eventually([&] { return pool.statistics().busy == 1; }));
  pool.submit([] {});
  const auto [soon, cancel] = with_timeout(context::background(), 1ms);
  const auto drained = pool.drain(soon);
  EXPECT_EQ(drained.error, errc::deadline_exceeded);
  EXPECT_EQ(drained.lost, 2u);
}

TEST_F(worker_pool_test, draining_inside_a_job_is_refused) {
  std::atomic<bool> refused = false;
  worker_pool pool({.workers = 1, .queue = 1});
  pool.submit([&] {
    try {
      pool.drain();
    } catch (const std::logic_error&) {
      refused = true;
    }
  });
  pool.drain();
  EXPECT_TRUE(refused);
}

TEST_F(worker_pool_test, jobs_may_be_move_only) {
  worker_pool pool({.workers = 1, .queue = 1});
  std::atomic<int> got = 0;
  pool.submit([&, value = std::make_unique<int>(4)] { got = *value; });
  pool.drain();
  EXPECT_EQ(got, 4);
}

TEST_F(worker_pool_test, a_failed_job_is_let_go_before_it_counts_as_over_and_outside_the_lock) {
  worker_pool pool({.workers = 1, .queue = 1, .name = "failing", .on_failure = [](std::exception_ptr) {}});
  std::atomic<bool> letting_go = false;
  std::atomic<bool> looked = false;
  std::shared_ptr<void> owned(nullptr, [&](void*) {
    letting_go = true;
    EXPECT_TRUE(test::eventually([&] { return looked.load(); })) << "the pool's lock is held meanwhile";
  });
  pool.submit([owned = std::move(owned)] { throw std::runtime_error("of itself"); });
  ASSERT_TRUE(test::eventually([&] { return letting_go.load(); }));
  const auto counts = pool.statistics();
  looked = true;
  EXPECT_EQ(counts.busy, 1u);
  EXPECT_EQ(counts.failed, 0u);
  pool.drain();
  EXPECT_EQ(pool.statistics().failed, 1u);
}

TEST_F(worker_pool_test, every_job_is_counted_once_at_any_time) {
  worker_pool* seen_in = nullptr;
  worker_pool::counts seen;
  worker_pool pool({.workers = 1, .queue = 1, .name = "failing", .on_failure = [&](std::exception_ptr) {
                      seen = seen_in->statistics();
                    }});
  seen_in = &pool;
  pool.submit([] { throw std::runtime_error("of itself"); });
  pool.drain();
  EXPECT_EQ(seen.completed + seen.failed + seen.discarded + seen.busy + seen.queued, seen.submitted);
}

// Whatever is accepted is run or counted, while submitters, close and stop run into each other.
TEST_F(worker_pool_test, stress_no_accepted_job_is_lost) {
  for (int round = 0; round < 60; ++round) {
    worker_pool pool({.workers = 2, .queue = 3});
    std::atomic<std::uint64_t> accepted = 0;
    std::atomic<std::uint64_t> ran = 0;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 3; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 100; ++i) accepted += pool.try_submit([&] { ++ran; }) ? 0 : 1;
      });
    }
    threads.emplace_back([&] {
      if (round % 2 == 0) {
        pool.stop();
      } else {
        pool.close();
      }
    });
    threads.clear();
    pool.drain();
    const auto counts = pool.statistics();
    EXPECT_EQ(counts.submitted, accepted);
    EXPECT_EQ(counts.completed, ran);
    EXPECT_EQ(counts.completed + counts.failed + counts.discarded, accepted);
  }
}

}  // namespace
}  // namespace millrace
