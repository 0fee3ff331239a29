#include <atomic>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include <millrace/toolkit/cancel_state.h>
#include <millrace/toolkit/context.h>

#include "no_task_left.h"

namespace millrace {
namespace {

using namespace std::chrono_literals;

class context_test : public test::no_task_left {};

TEST_F(context_test, background_never_ends) {
  const auto ctx = context::background();
  EXPECT_FALSE(ctx.done());
  EXPECT_FALSE(ctx.error());
  EXPECT_EQ(ctx.cause(), nullptr);
  EXPECT_FALSE(ctx.deadline());
  EXPECT_FALSE(ctx.wait_for(1ms));
}

TEST_F(context_test, cancel_reaches_children_but_not_parents) {
  auto [parent, cancel_parent] = with_cancel(context::background());
  auto [child, cancel_child] = with_cancel(parent);
  auto [grandchild, cancel_grandchild] = with_cancel(child);
  cancel_child();
  EXPECT_FALSE(parent.done());
  EXPECT_EQ(child.error(), errc::canceled);
  EXPECT_EQ(grandchild.error(), errc::canceled);
}

TEST_F(context_test, a_child_of_an_ended_context_has_ended) {
  auto [parent, cancel] = with_cancel(context::background());
  cancel();
  auto [child, cancel_child] = with_cancel(parent);
  EXPECT_EQ(child.error(), errc::canceled);
}

TEST_F(context_test, the_first_cause_counts) {
  auto [ctx, cancel] = with_cancel(context::background());
  cancel(std::make_exception_ptr(std::runtime_error("first")));
  cancel(std::make_exception_ptr(std::runtime_error("second")));
  EXPECT_EQ(ctx.error(), errc::canceled);
  try {
    std::rethrow_exception(ctx.cause());
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "first");
  }
}

TEST_F(context_test, the_last_copy_of_a_canceller_cancels) {
  context ctx;
  {
    auto made = with_cancel(context::background());
    ctx = made.ctx;
    const auto copy = made.cancel;
    made.cancel = canceller();
    EXPECT_FALSE(ctx.done());
  }
  EXPECT_EQ(ctx.error(), errc::canceled);
}

TEST_F(context_test, a_deadline_in_the_past_has_passed) {
  const auto [ctx, cancel] = with_timeout(context::background(), -1s);
  EXPECT_EQ(ctx.error(), errc::deadline_exceeded);
}

TEST_F(context_test, a_cancel_after_the_deadline_changes_nothing) {
  const auto [parent, cancel_parent] = with_cancel(context::background());
  const auto [ctx, cancel] = with_timeout(parent, -1s);
  const auto [child, cancel_child] = with_cancel(ctx);
  const auto [late, cancel_late] = with_timeout(parent, 1h);
  cancel(std::make_exception_ptr(std::runtime_error("too late")));
  cancel_parent();
  EXPECT_EQ(ctx.error(), errc::deadline_exceeded);
  EXPECT_EQ(child.error(), errc::deadline_exceeded);
  EXPECT_THROW(std::rethrow_exception(ctx.cause()), std::system_error);
  EXPECT_EQ(late.error(), errc::canceled);
}

TEST_F(context_test, a_child_cannot_outlive_its_parents_deadline) {
  const auto end = context::clock::now() + 1h;
  const auto [parent, cancel] = with_deadline(context::background(), end);
  const auto [child, cancel_child] = with_timeout(parent, 10h);
  EXPECT_EQ(child.deadline(), end);
}

TEST_F(context_test, endless_durations_saturate) {
  const auto [ctx, cancel] = with_timeout(context::background(), std::chrono::nanoseconds::max());
  EXPECT_FALSE(ctx.done());
  EXPECT_FALSE(ctx.deadline());
}

TEST_F(context_test, wait_ends_at_the_deadline) {
  const auto [ctx, cancel] = with_timeout(context::background(), 5ms);
  ctx.wait();
  EXPECT_EQ(ctx.error(), errc::deadline_exceeded);
}

TEST_F(context_test, values_are_found_by_type_nearest_first) {
  struct trace_id {
    int number;
  };
  const auto outer = with_value(context::background(), trace_id{1});
  const auto inner = with_value(outer, trace_id{2});
  const auto [ctx, cancel] = with_cancel(inner);
  EXPECT_EQ(ctx.value<trace_id>()->number, 2);
  EXPECT_EQ(outer.value<trace_id>()->number, 1);
  EXPECT_EQ(ctx.value<int>(), nullptr);
}

TEST_F(context_test, without_cancel_keeps_values_only) {
  auto [ctx, cancel] = with_timeout(with_value(context::background(), 7), 1h);
  const auto kept = without_cancel(ctx);
  cancel();
  EXPECT_FALSE(kept.done());
  EXPECT_FALSE(kept.deadline());
  EXPECT_EQ(*kept.value<int>(), 7);
}

TEST_F(context_test, callbacks_run_once_at_the_end_or_at_once) {
  int calls = 0;
  auto [ctx, cancel] = with_cancel(context::background());
  const auto first = ctx.on_done([&] { ++calls; });
  EXPECT_EQ(calls, 0);
  cancel();
  cancel();
  EXPECT_EQ(calls, 1);
  const auto late = ctx.on_done([&] { ++calls; });
  EXPECT_EQ(calls, 2);
}

TEST_F(context_test, a_registration_that_is_gone_is_not_called) {
  bool called = false;
  auto [ctx, cancel] = with_cancel(context::background());
  {
    const auto registered = ctx.on_done([&] { called = true; });
  }
  cancel();
  EXPECT_FALSE(called);
}

TEST_F(context_test, a_callback_may_drop_its_own_registration_and_the_canceller) {
  auto made = std::make_unique<cancellable>(with_cancel(context::background()));
  auto registered = std::make_unique<registration>();
  *registered = made->ctx.on_done([&] { registered.reset(); });
  auto cancel = made->cancel;
  made.reset();
  cancel();
  EXPECT_EQ(registered, nullptr);
}

TEST_F(context_test, a_deadline_calls_without_anybody_asking) {
  std::atomic<bool> called = false;
  const auto [ctx, cancel] = with_timeout(context::background(), 5ms);
  const auto registered = ctx.on_done([&] { called = true; });
  EXPECT_TRUE(test::eventually([&] { return called.load(); }));
}

TEST_F(context_test, who_asks_whether_the_deadline_has_passed_calls_nothing) {
  const auto [ctx, cancel] = with_timeout(context::background(), 5ms);
  std::mutex mutex;
  const auto registered = ctx.on_done([&] { const std::lock_guard lock(mutex); });
  const std::lock_guard lock(mutex);
  EXPECT_TRUE(test::eventually([ctx = ctx] { return ctx.done(); }));
  EXPECT_NE(ctx.cause(), nullptr);
}

TEST_F(context_test, only_who_cancels_makes_the_calls_of_on_cancel) {
  const auto [ctx, cancel] = with_timeout(context::background(), 1ms);
  bool called = false;
  const auto registered = ctx.on_cancel([&] { called = true; });
  EXPECT_TRUE(test::eventually([ctx = ctx] { return ctx.done(); }));
  EXPECT_NE(ctx.cause(), nullptr);
  EXPECT_FALSE(called) << "it may hold a lock that the call takes";
  cancel();
  EXPECT_TRUE(called);
}

TEST_F(context_test, the_timer_keeps_a_context_once_and_no_longer_than_that_goes_on) {
  const auto before = detail::watched_deadlines();
  for (int i = 0; i < 100; ++i) {
    const auto [ctx, cancel] = with_timeout(context::background(), 1h);
    const auto first = ctx.on_done([] {});
    const auto second = ctx.on_done([] {});
    EXPECT_EQ(detail::watched_deadlines(), before + 1);
    if (i % 2 == 0) {
      cancel();
      EXPECT_EQ(detail::watched_deadlines(), before);
    }
  }
  EXPECT_EQ(detail::watched_deadlines(), before);
}

TEST_F(context_test, stress_deadlines_pass_while_contexts_go) {
  const auto before = detail::watched_deadlines();
  std::atomic<int> called = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 300; ++i) {
        const auto [ctx, cancel] = with_timeout(context::background(), std::chrono::microseconds(i));
        const auto registered = ctx.on_done([&] { ++called; });
        if (i % 3 == 0) ctx.wait();
        cancel();
      }
    });
  }
  threads.clear();
  EXPECT_LE(called, 4 * 300) << "the timer's thread and the canceller's meet, and one of them calls at most";
  EXPECT_EQ(detail::watched_deadlines(), before);
}

TEST_F(context_test, bridges_to_stop_tokens_both_ways) {
  std::stop_source source;
  const auto [ctx, cancel] = with_stop(context::background(), source.get_token());
  const auto token = ctx.stop_token();
  EXPECT_FALSE(token.stop_requested());
  source.request_stop();
  EXPECT_EQ(ctx.error(), errc::canceled);
  EXPECT_TRUE(token.stop_requested());
}

TEST_F(context_test, all_its_stop_tokens_are_one) {
  auto [ctx, cancel] = with_cancel(context::background());
  const auto token = ctx.stop_token();
  EXPECT_EQ(ctx.stop_token(), token);
  cancel();
  EXPECT_TRUE(token.stop_requested());
  EXPECT_TRUE(ctx.stop_token().stop_requested());
  const auto [late, cancel_late] = with_timeout(context::background(), -1s);
  EXPECT_TRUE(late.stop_token().stop_requested());
}

TEST_F(context_test, sleep_ends_with_the_context) {
  auto [ctx, cancel] = with_cancel(context::background());
  std::jthread canceller_thread([cancel = cancel] { cancel(); });
  EXPECT_EQ(sleep_for(ctx, 1h), errc::canceled);
  EXPECT_FALSE(sleep_for(context::background(), 1ms));
}

TEST_F(context_test, deep_chains_and_wide_trees_end_and_are_destroyed) {
  auto [root, cancel] = with_cancel(context::background());
  std::vector<cancellable> chain = {with_cancel(root)};
  for (int i = 0; i < 10'000; ++i) chain.push_back(with_cancel(chain.back().ctx));
  std::vector<cancellable> wide;
  for (int i = 0; i < 10'000; ++i) wide.push_back(with_cancel(root));
  cancel();
  EXPECT_TRUE(chain.back().ctx.done());
  EXPECT_TRUE(wide.back().ctx.done());
  context last = chain.back().ctx;
  chain.clear();
  last = context();
  auto values = with_value(root, 0);
  for (int i = 1; i <= 100'000; ++i) values = with_value(values, i);
  EXPECT_EQ(*values.value<int>(), 100'000);
}

// The last of two siblings takes the ancestry down just after the other has walked up it.
TEST_F(context_test, stress_an_ancestry_is_let_go_of_where_it_was_read) {
  for (int round = 0; round < 50; ++round) {
    context mine;
    context theirs;
    {
      const auto parent = with_value(with_value(context::background(), 7), 'c');
      mine = with_value(parent, 1.0);
      theirs = with_value(parent, 2.0);
    }
    std::atomic<bool> dropped = false;
    std::jthread other([&] {
      EXPECT_EQ(*theirs.value<int>(), 7);
      theirs = context();
      dropped.store(true, std::memory_order_relaxed);  // orders nothing: the contexts must do that themselves
    });
    EXPECT_TRUE(test::eventually([&] { return dropped.load(std::memory_order_relaxed); }));
    mine = context();
  }
}

TEST_F(context_test, stress_cancels_and_registrations_from_many_threads) {
  for (int round = 0; round < 200; ++round) {
    auto [ctx, cancel] = with_cancel(context::background());
    std::atomic<int> calls = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&, ctx = ctx] {
        auto [child, cancel_child] = with_timeout(ctx, 1h);
        std::atomic<bool> called = false;
        const auto registered = child.on_cancel([&] { called = true; });
        child.wait();
        // Letting go of the registration first would be allowed to prevent the call.
        calls += test::eventually([&] { return called.load(); }) ? 1 : 0;
      });
    }
    threads.emplace_back([cancel = cancel] { cancel(); });
    threads.clear();
    EXPECT_EQ(calls, 4);
  }
}

TEST_F(context_test, whoever_waits_for_the_end_may_destroy_it_at_once) {
  const auto parent = with_cancel(context::background());
  for (int i = 0; i < 500; ++i) {
    auto child = std::make_unique<cancellable>(with_cancel(parent.ctx));
    std::jthread ending([cancel = &child->cancel] { (*cancel)(); });
    child->ctx.wait();
    EXPECT_EQ(child->ctx.error(), errc::canceled);
    child.reset();
  }
}

}  // namespace
}  // namespace millrace
