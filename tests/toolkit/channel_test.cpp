#include <atomic>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/select.h>

#include "no_task_left.h"

namespace millrace {
namespace {

using namespace std::chrono_literals;

class channel_test : public test::no_task_left {};

TEST_F(channel_test, a_buffer_keeps_order_and_has_an_end) {
  channel<int> c(2);
  EXPECT_FALSE(c.try_send(1));
  EXPECT_FALSE(c.try_send(2));
  EXPECT_EQ(c.try_send(3), errc::would_block);
  EXPECT_EQ(c.size(), 2u);
  EXPECT_EQ(*c.receive(), 1);
  EXPECT_EQ(*c.receive(), 2);
  EXPECT_EQ(c.try_receive().error(), errc::would_block);
}

TEST_F(channel_test, an_unbuffered_send_needs_a_receiver) {
  channel<int> c;
  EXPECT_EQ(c.try_send(1), errc::would_block);
  EXPECT_EQ(c.send_for(1, 1ms), errc::timed_out);
  std::jthread receiver([c]() mutable { EXPECT_EQ(*c.receive(), 7); });
  c.send(7);
}

TEST_F(channel_test, braces_make_one_as_a_member_of_a_message) {
  struct question {
    int asked;
    channel<int> answer;
  };
  channel<question> questions(1);
  questions.send({1, {}});
  EXPECT_EQ((*questions.receive()).answer.capacity(), 0u);
}

TEST_F(channel_test, an_unbuffered_send_ends_only_when_the_value_was_taken) {
  channel<int> c;
  std::atomic<bool> sent = false;
  std::jthread sender([&, c]() mutable {
    c.send(1);
    sent = true;
  });
  EXPECT_FALSE(sent);
  EXPECT_EQ(*c.receive(), 1);
  EXPECT_TRUE(test::eventually([&] { return sent.load(); }));
}

TEST_F(channel_test, what_was_not_sent_stays_with_the_caller) {
  channel<std::unique_ptr<int>> c;
  auto value = std::make_unique<int>(1);
  EXPECT_EQ(c.try_send(std::move(value)), errc::would_block);
  ASSERT_NE(value, nullptr);
  EXPECT_EQ(c.send_for(std::move(value), 1ms), errc::timed_out);
  ASSERT_NE(value, nullptr);
  const auto [ctx, cancel] = with_timeout(context::background(), 1ms);
  EXPECT_EQ(c.send(ctx, std::move(value)), errc::deadline_exceeded);
  ASSERT_NE(value, nullptr);
  c.close();
  EXPECT_EQ(c.try_send(std::move(value)), errc::closed);
  EXPECT_NE(value, nullptr);
}

TEST_F(channel_test, close_lets_the_buffer_be_received_and_then_ends) {
  channel<std::string> c(2);
  c.send("last");
  c.close();
  EXPECT_TRUE(c.closed());
  EXPECT_EQ(*c.receive(), "last");
  EXPECT_EQ(c.receive().error(), errc::closed);
  EXPECT_EQ(c.receive_for(1h).error(), errc::closed);
  EXPECT_EQ(c.try_receive().error(), errc::closed);
}

TEST_F(channel_test, misuse_of_a_closed_channel_throws) {
  channel<int> c(1);
  c.close();
  EXPECT_THROW(c.close(), std::system_error);
  EXPECT_THROW(c.send(1), std::system_error);
}

TEST_F(channel_test, close_wakes_all_who_wait) {
  channel<int> empty;
  channel<int> full(1);
  full.send(0);
  std::atomic<int> woken = 0;
  std::vector<std::jthread> waiting;
  for (int i = 0; i < 3; ++i) {
    waiting.emplace_back([&, empty]() mutable { woken += empty.receive().error() == errc::closed ? 1 : 0; });
    waiting.emplace_back([&, full]() mutable {
      try {
        full.send(1);
      } catch (const std::system_error& error) {
        woken += error.code() == errc::closed ? 1 : 0;
      }
    });
  }
  empty.close();
  full.close();
  waiting.clear();
  EXPECT_EQ(woken, 6);
}

TEST_F(channel_test, an_absurd_capacity_is_refused) {
  EXPECT_THROW(channel<int>(static_cast<std::size_t>(-1)), std::length_error);
}

TEST_F(channel_test, cancellation_ends_both_sides) {
  auto [ctx, cancel] = with_cancel(context::background());
  channel<int> c;
  std::atomic<int> canceled = 0;
  std::jthread receiver(
      [&, c, ctx = ctx]() mutable { canceled += c.receive(ctx).error() == errc::canceled ? 1 : 0; });
  channel<int> d;
  std::jthread sender([&, d, ctx = ctx]() mutable { canceled += d.send(ctx, 1) == errc::canceled ? 1 : 0; });
  cancel();
  receiver.join();
  sender.join();
  EXPECT_EQ(canceled, 2);
  EXPECT_EQ(c.receive(ctx).error(), errc::canceled) << "an ended context is noticed at the call";
}

TEST_F(channel_test, endless_patience_saturates) {
  channel<int> c(1);
  c.send(5);
  EXPECT_EQ(*c.receive_for(std::chrono::nanoseconds::max()), 5);
}

TEST_F(channel_test, ranges_over_all_values) {
  channel<std::unique_ptr<int>> c(1);
  std::jthread sender([c]() mutable {
    for (int i = 1; i <= 100; ++i) c.send(std::make_unique<int>(i));
    c.close();
  });
  int sum = 0;
  for (const auto& value : c) sum += *value;
  EXPECT_EQ(sum, 5050);
}

// Each value arrives once, and each sender's own in order, whatever the capacity.
TEST_F(channel_test, stress_nothing_is_lost_doubled_or_reordered) {
  for (const std::size_t capacity : {0u, 1u, 7u}) {
    constexpr int senders = 4;
    constexpr int each = 500;
    channel<int> c(capacity);
    std::vector<std::jthread> threads;
    std::atomic<int> left = senders;
    for (int s = 0; s < senders; ++s) {
      threads.emplace_back([&, c, s]() mutable {
        for (int i = 0; i < each; ++i) c.send(s * each + i);
        if (--left == 0) c.close();
      });
    }
    std::vector<std::vector<int>> got(3);
    for (auto& mine : got) {
      threads.emplace_back([&, c]() mutable {
        for (const int value : c) mine.push_back(value);
      });
    }
    threads.clear();
    std::vector<int> seen(senders * each);
    for (const auto& mine : got) {
      std::vector<int> last(senders, -1);
      for (const int value : mine) {
        ++seen[static_cast<std::size_t>(value)];
        EXPECT_LT(last[static_cast<std::size_t>(value / each)], value);
        last[static_cast<std::size_t>(value / each)] = value;
      }
    }
    EXPECT_EQ(std::accumulate(seen.begin(), seen.end(), 0), senders * each);
    EXPECT_EQ(std::ranges::count(seen, 1), senders * each);
  }
}

TEST_F(channel_test, stress_timeouts_race_with_sends) {
  channel<int> c;
  std::atomic<int> sent = 0;
  std::atomic<int> got = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 2; ++t) {
    threads.emplace_back([&, c]() mutable {
      for (int i = 0; i < 300; ++i) sent += c.send_for(1, std::chrono::microseconds(i % 50)) ? 0 : 1;
    });
    threads.emplace_back([&, c]() mutable {
      for (int i = 0; i < 300; ++i) got += c.receive_for(std::chrono::microseconds(i % 50)) ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_EQ(sent, got);
}

}  // namespace
}  // namespace millrace
