// token_bucket's own contract (its decisions are compared with Go's in go/), keyed_limiter, retry and
// single_flight.
#include <atomic>
#include <limits>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <millrace/toolkit/keyed_limiter.h>
#include <millrace/toolkit/retry.h>
#include <millrace/toolkit/single_flight.h>
#include <millrace/toolkit/token_bucket.h>

#include "no_task_left.h"

namespace millrace {
namespace {

using namespace std::chrono_literals;
using time_point = token_bucket::time_point;

class limits_test : public test::no_task_left {};

TEST_F(limits_test, a_bucket_refuses_negative_counts) {
  token_bucket bucket(per_second(1), 1);
  EXPECT_THROW(bucket.allow_n_at({}, -1), std::invalid_argument);
  EXPECT_THROW(bucket.set_burst_at({}, -1), std::invalid_argument);
  EXPECT_THROW(token_bucket(per_second(1), -1), std::invalid_argument);
}

TEST_F(limits_test, extreme_rates_and_times_are_defined) {
  EXPECT_EQ(per_second(-1).per_second, 0);
  EXPECT_EQ(per_second(std::numeric_limits<double>::quiet_NaN()).per_second, 0);
  EXPECT_EQ(every(0s), infinite_limit);
  token_bucket slow(per_second(1e-9), 1);
  EXPECT_TRUE(slow.allow_at(time_point::max()));
  EXPECT_EQ(slow.reserve_n_at(time_point::max(), 1).delay_from(time_point::min()),
            std::chrono::nanoseconds::max());
  token_bucket free(infinite_limit, 0);
  EXPECT_TRUE(free.allow_n_at(time_point::min(), 1'000'000));
}

TEST_F(limits_test, wait_tells_why_it_cannot) {
  token_bucket bucket(per_second(0.001), 1);
  EXPECT_EQ(bucket.wait_n(context::background(), 2), errc::limit_exceeded);
  EXPECT_FALSE(bucket.wait(context::background()));
  const auto [soon, cancel_soon] = with_timeout(context::background(), 1s);
  EXPECT_EQ(bucket.wait(soon), errc::deadline_exceeded)
      << "its turn comes after the deadline: it does not wait for that";
  auto [ctx, cancel] = with_cancel(context::background());
  std::jthread other([cancel = cancel] { cancel(); });
  EXPECT_EQ(bucket.wait(ctx), errc::canceled);
}

TEST_F(limits_test, stress_a_bucket_gives_no_token_twice) {
  token_bucket bucket(per_second(0), 1000);
  std::atomic<int> allowed = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) allowed += bucket.allow() ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_EQ(allowed, 1000);
}

TEST_F(limits_test, keys_do_not_share) {
  keyed_limiter<std::string> limiter({.limit = per_second(1), .burst = 2});
  const time_point now{};
  EXPECT_TRUE(limiter.allow_at(now, "a"));
  EXPECT_TRUE(limiter.allow_at(now, "a"));
  EXPECT_FALSE(limiter.allow_at(now, "a"));
  EXPECT_EQ(limiter.delay_at(now, "a"), 1s);
  EXPECT_EQ(limiter.delay_at(now, "unknown"), 0s);
  EXPECT_TRUE(limiter.allow_at(now, "b"));
}

TEST_F(limits_test, a_keyed_limiter_refuses_nonsense) {
  EXPECT_THROW(keyed_limiter<int>({.shards = 0}), std::invalid_argument);
  EXPECT_THROW(keyed_limiter<int>({.most_keys = 0}), std::invalid_argument);
  EXPECT_THROW(keyed_limiter<int>({.burst = -1}), std::invalid_argument);
}

TEST_F(limits_test, only_what_has_refilled_makes_room) {
  keyed_limiter<int> limiter({.limit = per_second(1), .burst = 1, .most_keys = 2, .shards = 1});
  const time_point now{};
  EXPECT_TRUE(limiter.allow_at(now, 1));
  EXPECT_TRUE(limiter.allow_at(now, 2));
  EXPECT_FALSE(limiter.allow_at(now, 3)) << "both are busy";
  EXPECT_EQ(limiter.statistics().refused_keys, 1u);
  EXPECT_FALSE(limiter.allow_at(now, 1)) << "and keep what they have used";
  EXPECT_TRUE(limiter.allow_at(now + 2s, 3));
  EXPECT_EQ(limiter.statistics().evicted, 1u);
  EXPECT_EQ(limiter.size(), 2u);
}

// Whatever is evicted meanwhile, no key ever gets more than a bucket of its own would have given it.
TEST_F(limits_test, eviction_never_gives_more) {
  keyed_limiter<int> limiter({.limit = per_second(10), .burst = 3, .most_keys = 8, .shards = 2});
  std::map<int, token_bucket> own;
  std::mt19937 random(7);
  time_point now{};
  for (int i = 0; i < 20'000; ++i) {
    now += std::chrono::milliseconds(random() % 40);
    const int key = static_cast<int>(random() % 24);
    const bool allowed = limiter.allow_at(now, key);
    auto& bucket = own.try_emplace(key, per_second(10), 3).first->second;
    if (allowed) {
      EXPECT_TRUE(bucket.allow_at(now)) << "key " << key << " at step " << i;
    }
  }
  EXPECT_GT(limiter.statistics().evicted, 100u);
}

TEST_F(limits_test, a_million_keys_stay_within_the_bound) {
  keyed_limiter<std::uint64_t> limiter({.limit = per_second(1), .burst = 1, .most_keys = 200'000});
  time_point now{};
  for (std::uint64_t key = 0; key < 1'000'000; ++key) {
    now += 100us;
    limiter.allow_at(now, key);
  }
  const auto counts = limiter.statistics();
  EXPECT_LE(counts.keys, 200'000u);
  EXPECT_EQ(counts.refused_keys, 0u) << "ten seconds' worth of keys fit, each refills in one";
}

TEST_F(limits_test, stress_many_threads_and_few_keys) {
  keyed_limiter<int> limiter({.limit = per_second(0), .burst = 100});
  std::atomic<int> allowed = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) allowed += limiter.allow(i % 5) ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_EQ(allowed, 500);
}

TEST_F(limits_test, backoff_grows_to_its_bound_and_never_overflows) {
  const retry_policy policy{.first = 10ms, .most = 100ms, .multiplier = 3};
  EXPECT_EQ(backoff_bound(policy, 1), 10ms);
  EXPECT_EQ(backoff_bound(policy, 2), 10ms);
  EXPECT_EQ(backoff_bound(policy, 3), 30ms);
  EXPECT_EQ(backoff_bound(policy, 5), 100ms);
  EXPECT_EQ(backoff_bound(policy, std::numeric_limits<int>::max()), 100ms);
  EXPECT_EQ(backoff_bound({.first = -5ms, .most = -1ms}, 3), 0ms);
}

TEST_F(limits_test, full_jitter_spreads_over_the_whole_range) {
  const retry_policy policy{.first = 100ms, .most = 100ms};
  std::mt19937 random(1);
  constexpr int draws = 10'000;
  double sum = 0;
  for (int i = 0; i < draws; ++i) {
    const auto delay = backoff(policy, 2, random);
    ASSERT_GE(delay, 0ns);
    ASSERT_LE(delay, 100ms);
    sum += std::chrono::duration<double, std::milli>(delay).count();
  }
  // Uniform on [0, 100]: mean 50, standard deviation of the mean 0.29.
  EXPECT_NEAR(sum / draws, 50, 8 * 0.29);
}

TEST_F(limits_test, retries_until_it_works_or_must_not) {
  const retry_policy quick{.attempts = 4, .first = 0ns, .most = 0ns};
  const auto broken = std::make_error_code(std::errc::io_error);
  int calls = 0;
  auto result = retry(context::background(), quick, [&] { return ++calls < 3 ? broken : std::error_code(); });
  EXPECT_FALSE(result.error);
  EXPECT_EQ(result.attempts, 3);
  result = retry(context::background(), quick, [&] { return broken; });
  EXPECT_EQ(result.error, broken);
  EXPECT_EQ(result.attempts, 4);
  result = retry(context::background(), quick, [&] { throw permanent_error(broken); });
  EXPECT_EQ(result.attempts, 1);
  EXPECT_THROW(retry(context::background(), quick, [] { throw std::runtime_error("not a code"); }),
               std::runtime_error);
}

TEST_F(limits_test, a_budget_stops_a_storm) {
  const retry_policy quick{.attempts = 100, .first = 0ns, .most = 0ns};
  retry_budget budget(0.1, 5);
  int calls = 0;
  const auto fail = [&] {
    ++calls;
    return std::make_error_code(std::errc::io_error);
  };
  for (int i = 0; i < 10; ++i) retry(context::background(), quick, fail, &budget);
  EXPECT_EQ(calls, 10 + 5);
}

TEST_F(limits_test, a_retry_does_not_wait_past_its_context) {
  const retry_policy slow{.attempts = 3, .first = 1h, .most = 1h, .jitter = false};
  const auto fail = [] { return std::make_error_code(std::errc::io_error); };
  const auto [soon, cancel_soon] = with_timeout(context::background(), 1min);
  EXPECT_EQ(retry(soon, slow, fail).error, errc::deadline_exceeded);
  auto [ctx, cancel] = with_cancel(context::background());
  std::jthread other([cancel = cancel] { cancel(); });
  EXPECT_EQ(retry(ctx, slow, fail).error, errc::canceled);
}

TEST_F(limits_test, one_flight_serves_all_who_wait) {
  single_flight<std::string, int> flights;
  channel<bool> release;
  std::atomic<int> calls = 0;
  std::atomic<int> got = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      got += flights.run("key", [&] {
        ++calls;
        static_cast<void>(release.receive());
        return 5;
      });
    });
  }
  ASSERT_TRUE(test::eventually([&] { return calls == 1; }));
  const auto [soon, cancel] = with_timeout(context::background(), 1ms);
  EXPECT_THROW(flights.run(soon, "key", [] { return 1; }), std::system_error)
      << "it leaves, the flight goes on";
  EXPECT_EQ(flights.run("other", [] { return 9; }), 9);
  release.close();
  threads.clear();
  EXPECT_EQ(got, 20);
  EXPECT_GE(calls, 1);
}

TEST_F(limits_test, a_flights_exception_reaches_its_caller_and_the_next_flies_anew) {
  single_flight<int, int> flights;
  EXPECT_THROW(flights.run(1, []() -> int { throw std::runtime_error("no"); }), std::runtime_error);
  EXPECT_EQ(flights.run(1, [] { return 2; }), 2);
  const auto result = flights.run_shared(1, [&] {
    flights.forget(1);
    return 3;
  });
  EXPECT_EQ(result.value, 3);
  EXPECT_FALSE(result.shared);
}

}  // namespace
}  // namespace millrace
