#include <atomic>
#include <thread>
#include <vector>

#include <millrace/toolkit/select.h>

#include "no_task_left.h"

namespace millrace {
namespace {

using namespace std::chrono_literals;

class select_test : public test::no_task_left {};

TEST_F(select_test, takes_what_is_ready) {
  channel<int> empty;
  channel<int> full(1);
  full.send(3);
  int got = 0;
  const auto chosen =
      select(on_receive(empty, [](auto) {}), on_receive(full, [&](auto value) { got = *value; }));
  EXPECT_EQ(chosen, 1u);
  EXPECT_EQ(got, 3);
}

TEST_F(select_test, otherwise_only_when_nothing_is_ready) {
  channel<int> c(1);
  EXPECT_EQ(select(on_receive(c, [](auto) {}), otherwise([] {})), 1u);
  c.send(1);
  EXPECT_EQ(select(on_receive(c, [](auto) {}), otherwise([] {})), 0u);
}

TEST_F(select_test, a_closed_channel_is_ready_to_receive_and_an_error_to_send) {
  channel<int> c;
  c.close();
  std::error_code error;
  select(on_receive(c, [&](auto value) { error = value.error(); }));
  EXPECT_EQ(error, errc::closed);
  EXPECT_THROW(select(on_send(c, 1, [] {})), std::system_error);
}

TEST_F(select_test, timers_deadlines_and_contexts_end_it) {
  channel<int> c;
  EXPECT_EQ(select(on_receive(c, [](auto) {}), on_timeout(1ms, [] {})), 1u);
  EXPECT_EQ(select(on_timeout(1h, [] {}), on_deadline(context::clock::now(), [] {})), 1u);
  const auto [soon, cancel_soon] = with_timeout(context::background(), 1ms);
  EXPECT_EQ(select(on_receive(c, [](auto) {}), on_done(soon, [] {})), 1u);
  auto [ctx, cancel] = with_cancel(context::background());
  std::jthread other([cancel = cancel] { cancel(); });
  EXPECT_EQ(select(on_receive(c, [](auto) {}), on_done(ctx, [] {})), 1u);
}

TEST_F(select_test, one_channel_may_stand_in_several_branches) {
  channel<int> c;
  std::jthread sender([c]() mutable { c.send(1); });
  int got = 0;
  select(on_receive(c, [&](auto value) { got += *value; }),
         on_receive(c, [&](auto value) { got += *value; }));
  EXPECT_EQ(got, 1);
}

TEST_F(select_test, a_select_does_not_talk_to_itself) {
  channel<int> c;
  EXPECT_EQ(select(on_send(c, 1, [] {}), on_receive(c, [](auto) {}), otherwise([] {})), 2u);
}

TEST_F(select_test, is_fair_among_the_ready) {
  std::vector<int> taken(2);
  for (int i = 0; i < 2000; ++i) {
    channel<int> a(1);
    channel<int> b(1);
    a.send(0);
    b.send(0);
    ++taken[select(on_receive(a, [](auto) {}), on_receive(b, [](auto) {}))];
  }
  // Binomial with p = 1/2: eight standard deviations around the mean.
  EXPECT_NEAR(taken[0], 1000, 8 * 22.4);
}

TEST_F(select_test, two_selects_meet) {
  for (int i = 0; i < 300; ++i) {
    channel<int> a;
    channel<int> b;
    std::atomic<int> sum = 0;
    std::jthread sender([&, a, b] { select(on_send(a, 1, [] {}), on_send(b, 2, [] {})); });
    std::jthread receiver([&, a, b] {
      select(on_receive(b, [&](auto value) { sum += *value; }),
             on_receive(a, [&](auto value) { sum += *value; }));
    });
    sender.join();
    receiver.join();
    EXPECT_TRUE(sum == 1 || sum == 2);
  }
}

TEST_F(select_test, stress_values_are_neither_lost_nor_doubled) {
  channel<int> a;
  channel<int> b(3);
  channel<bool> stop;
  std::atomic<int> sent = 0;
  std::atomic<int> got = 0;
  std::vector<std::jthread> senders;
  std::vector<std::jthread> receivers;
  for (int t = 0; t < 3; ++t) {
    senders.emplace_back([&, a, b] {
      for (int i = 0; i < 400; ++i) {
        select(on_send(a, 1, [&] { ++sent; }), on_send(b, 1, [&] { ++sent; }),
               on_timeout(std::chrono::microseconds(i % 40), [] {}));
      }
    });
    receivers.emplace_back([&, a, b, stop] {
      for (bool more = true; more;) {
        select(on_receive(a, [&](auto value) { got += *value; }),
               on_receive(b, [&](auto value) { got += *value; }),
               on_receive(stop, [&](auto) { more = false; }));
      }
    });
  }
  senders.clear();
  stop.close();
  receivers.clear();
  while (b.try_receive()) ++got;
  EXPECT_EQ(sent, got);
}

}  // namespace
}  // namespace millrace
