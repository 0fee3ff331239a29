#include <gtest/gtest.h>

#include "diagnoses/made_up.h"
#include "diagnoses/requests_stuck.h"
#include "diagnoses/task_leaked.h"
#include "diagnoses/thread_growth.h"

namespace millrace::viewer {
namespace {

using probe::event_kind;

TEST(thread_growth, fires_when_one_place_starts_task_after_task) {
  made_up process;
  class thread_growth looks;
  const auto found = process.watch(looks, 3, [&](double) {
    for (int i = 0; i < 20; ++i) process.task("");
  });
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().subject, "tasks started at service.cpp:7");
  EXPECT_NE(found.back().says.find("600 tasks"), std::string::npos) << found.back().says;
}

TEST(thread_growth, is_silent_about_many_workers_that_start_at_once) {
  made_up process;
  class thread_growth looks;
  for (int i = 0; i < 200; ++i) process.task("worker");
  EXPECT_TRUE(process.watch(looks, 4).empty());
}

TEST(thread_growth, is_silent_about_few) {
  made_up process;
  class thread_growth looks;
  int started = 0;
  const auto found = process.watch(looks, 4, [&](double) {
    if (++started < thread_growth::least_limit) process.task("");
  });
  EXPECT_TRUE(found.empty()) << found.front().says;
}

TEST(thread_growth, is_silent_about_a_connection_a_client) {
  made_up process;
  class thread_growth looks;
  const auto found = process.watch(looks, 4, [&](double) {
    for (int i = 0; i < 10; ++i)
      process.task("connection").spawned_at = "/src/labs/millrace/http/server.cpp:90";
  });
  EXPECT_TRUE(found.empty()) << found.front().says;
}

/// A handler makes a channel, starts a task that sends on it, waits a little and answers.
class a_sender : public testing::Test {
 protected:
  void ask_and_give_up() {
    event(event_kind::resource_opened, handler, static_cast<std::uint8_t>(resource_kind::channel));
    process.block(handler, wait_reason::channel_receive, answer.id);
    process.step();
    looks.check(process.seen());
    process.resume(handler);
    process.block(sender, wait_reason::channel_send, answer.id);
  }
  void end_request() {
    handler.stage = static_cast<std::uint8_t>(request_stage::none);
    process.event(event_kind::request, handler.slot, handler.stage, 0);
  }
  void event(event_kind kind, const probe::task_view& by, std::uint8_t detail) {
    process.event(kind, by.slot, detail, answer.id);
  }

  made_up process;
  probe::task_view& handler = process.handler("/profile");
  probe::task_view& sender = process.task("fetch profile");
  probe::resource_view& answer = process.resource(resource_kind::channel, "", 0);
  task_leaked looks;
};

TEST_F(a_sender, is_leaked_when_the_request_that_made_its_channel_is_over) {
  ask_and_give_up();
  end_request();
  const auto found = process.watch(looks, 3);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().says,
            "task 'fetch profile' waits to send on the channel made at service.cpp:15, and nobody receives "
            "from it any more");
  EXPECT_EQ(found.back().place, "/src/service.cpp:20");
}

TEST_F(a_sender, is_leaked_when_everyone_who_received_has_ended) {
  ask_and_give_up();
  process.end(handler);
  EXPECT_FALSE(process.watch(looks, 3).empty());
}

TEST_F(a_sender, is_not_leaked_while_the_request_goes_on) {
  ask_and_give_up();
  EXPECT_TRUE(process.watch(looks, 5).empty());
}

TEST_F(a_sender, is_not_leaked_before_a_second_has_passed) {
  ask_and_give_up();
  end_request();
  EXPECT_TRUE(process.watch(looks, 0.8).empty());
}

TEST_F(a_sender, is_not_leaked_while_somebody_else_has_received_too) {
  auto& broker = process.task("broker");
  ask_and_give_up();
  event(event_kind::resource_passed, broker, static_cast<std::uint8_t>(passage::accepted));
  end_request();
  EXPECT_TRUE(process.watch(looks, 5).empty());
}

TEST_F(a_sender, is_not_leaked_when_the_channel_is_no_requests_own) {
  auto& owner = process.task("owner");
  event(event_kind::resource_opened, owner, static_cast<std::uint8_t>(resource_kind::channel));
  event(event_kind::resource_passed, handler, static_cast<std::uint8_t>(passage::accepted));
  process.block(sender, wait_reason::channel_send, answer.id);
  end_request();
  EXPECT_TRUE(process.watch(looks, 5).empty());
}

TEST_F(a_sender, is_not_leaked_when_we_came_too_late_to_know) {
  process.block(sender, wait_reason::channel_send, answer.id);
  end_request();
  EXPECT_TRUE(process.watch(looks, 5).empty());
}

class after_serving : public testing::Test {
 protected:
  void stop_serving() {
    process.watch(looks, 1);
    process.now.resources.clear();
  }
  made_up process;
  probe::resource_view& server = process.resource(resource_kind::server, "requests", unbounded);
  task_leaked looks;
};

TEST_F(after_serving, a_task_that_sleeps_on_is_leaked) {
  auto& ticker = process.task("");
  process.block(ticker, probe::lock_wait::sleep, 0, 0);
  stop_serving();
  const auto found = process.watch(looks, 2);
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.back().says.find(
                "a thread started at service.cpp:7 waits for time to pass though the service is over"),
            std::string::npos)
      << found.back().says;
}

TEST_F(after_serving, a_task_that_sleeps_while_the_service_serves_is_not) {
  process.block(process.task("janitor"), wait_reason::tick);
  EXPECT_TRUE(process.watch(looks, 5).empty());
}

TEST_F(after_serving, an_idle_worker_is_not) {
  process.block(process.task("worker"), wait_reason::pool_job, 3);
  stop_serving();
  EXPECT_TRUE(process.watch(looks, 3).empty());
}

TEST_F(after_serving, what_a_drain_waits_for_is_not) {
  process.block(process.task("retry"), probe::lock_wait::sleep, 0, 0);
  process.block(process.task("main"), wait_reason::pool_drain, 3);
  stop_serving();
  EXPECT_TRUE(process.watch(looks, 3).empty());
}

TEST_F(after_serving, a_task_that_is_joined_is_not) {
  auto& last = process.task("last words");
  last.handle = 777;
  process.block(last, probe::lock_wait::sleep, 0, 0);
  process.block(process.task("main"), probe::lock_wait::join, last.handle, 0);
  stop_serving();
  EXPECT_TRUE(process.watch(looks, 3).empty());
}

TEST(an_abandoned_lock, leaks_who_waits_for_it) {
  made_up process;
  task_leaked looks;
  process.block(process.task("reader"), probe::lock_wait::mutex, 0x10, 555);
  EXPECT_FALSE(process.watch(looks, 3).empty());
}

TEST(an_abandoned_lock, is_none_while_anybody_holds_it) {
  made_up process;
  task_leaked looks;
  process.block(process.task("reader"), probe::lock_wait::mutex, 0x10, 555);
  process.task("writer").holds.push_back({0x10, 0});
  EXPECT_TRUE(process.watch(looks, 3).empty());
}

TEST(requests_stuck, fires_when_requests_get_nowhere) {
  made_up process;
  class requests_stuck looks;
  process.handler("/search");
  process.handler("/search");
  const auto found = process.watch(looks, 3);
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.back().says.find("2 requests to /search"), std::string::npos) << found.back().says;
}

TEST(requests_stuck, is_silent_about_one_after_the_other) {
  made_up process;
  class requests_stuck looks;
  auto& busy = process.handler("/search");
  EXPECT_TRUE(
      process.watch(looks, 5, [&](double) { process.event(event_kind::request, busy.slot, busy.stage, 0); })
          .empty());
}

TEST(requests_stuck, leaves_waits_for_locks_and_queues_to_their_own_warnings) {
  made_up process;
  class requests_stuck looks;
  process.block(process.handler("/image"), wait_reason::pool_submit, 1);
  process.block(process.handler("/transfer"), probe::lock_wait::mutex, 0x10, 1000);
  EXPECT_TRUE(process.watch(looks, 3).empty());
}

}  // namespace
}  // namespace millrace::viewer
