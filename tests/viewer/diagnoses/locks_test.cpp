#include <gtest/gtest.h>

#include "diagnoses/lock_held_long.h"
#include "diagnoses/lock_order_inversion.h"
#include "diagnoses/made_up.h"
#include "diagnoses/wait_cycle.h"
#include "diagnoses/writer_starved.h"

namespace millrace::viewer {
namespace {

using probe::lock_wait;

constexpr std::uint64_t a = 0xa0;
constexpr std::uint64_t b = 0xb0;

class locks_of : public testing::Test {
 protected:
  probe::task_view& holder_of(std::uint64_t lock) {
    auto& made = process.task("holder");
    made.holds.push_back({lock, 0, "/src/service.cpp:19"});
    return made;
  }
  probe::task_view& waiter_for(std::uint64_t lock, const probe::task_view& holder,
                               lock_wait how = lock_wait::mutex) {
    auto& made = process.task("waiter");
    process.block(made, how, lock, holder.thread_id);
    return made;
  }
  /// Each holds one and waits for the other's.
  void deadlock() {
    auto& first = holder_of(a);
    auto& second = holder_of(b);
    process.block(first, lock_wait::mutex, b, second.thread_id);
    process.block(second, lock_wait::mutex, a, first.thread_id);
  }
  /// A handler that lets the lock go with its request and takes it again with the next.
  void next_request(const probe::task_view& handler) {
    process.event(probe::event_kind::request, handler.slot, static_cast<std::uint8_t>(request_stage::none),
                  0);
    process.event(probe::event_kind::request, handler.slot,
                  static_cast<std::uint8_t>(request_stage::handling), 0);
  }
  made_up process;
};

using lock_held_long_test = locks_of;

TEST_F(lock_held_long_test, fires_when_one_task_keeps_what_others_wait_for) {
  auto& holder = holder_of(a);
  waiter_for(a, holder);
  waiter_for(a, holder);
  lock_held_long looks;
  const auto found = process.watch(looks, 1);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().subject, "the lock taken at service.cpp:19");
  EXPECT_NE(found.back().says.find("2 tasks wait"), std::string::npos) << found.back().says;
}

TEST_F(lock_held_long_test, is_silent_when_nobody_waits) {
  holder_of(a);
  lock_held_long looks;
  EXPECT_TRUE(process.watch(looks, 2).empty());
}

TEST_F(lock_held_long_test, is_silent_when_waits_are_short) {
  auto& holder = holder_of(a);
  auto& waiter = waiter_for(a, holder);
  lock_held_long looks;
  const auto found = process.watch(looks, 2, [&](double) { waiter.since = process.at() + 0.05; });
  EXPECT_TRUE(found.empty());
}

TEST_F(lock_held_long_test, is_silent_when_the_lock_passes_from_hand_to_hand) {
  auto& one = holder_of(a);
  auto& other = process.task("holder");
  waiter_for(a, one);
  lock_held_long looks;
  const auto found = process.watch(looks, 2, [&](double) { std::swap(one.holds, other.holds); });
  EXPECT_TRUE(found.empty()) << found.front().says;
}

TEST_F(lock_held_long_test, is_silent_about_a_handler_that_takes_it_anew_for_each_request) {
  auto& reader = process.handler("/page");
  reader.holds.push_back({a, 0, "/src/service.cpp:19"});
  waiter_for(a, reader, lock_wait::writer_lock);
  lock_held_long looks;
  const auto found = process.watch(looks, 2, [&](double) { next_request(reader); });
  EXPECT_TRUE(found.empty()) << found.front().says;
}

TEST_F(lock_held_long_test, leaves_a_ring_and_those_behind_it_to_the_wait_cycle) {
  deadlock();
  waiter_for(a, process.now.tasks[0]);
  lock_held_long looks;
  EXPECT_TRUE(process.watch(looks, 2).empty());
}

using wait_cycle_test = locks_of;

TEST_F(wait_cycle_test, fires_on_two_that_wait_for_each_other) {
  deadlock();
  wait_cycle looks;
  const auto found = process.watch(looks, 1);
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.back().says.find("2 tasks wait for each other"), std::string::npos) << found.back().says;
}

TEST_F(wait_cycle_test, fires_on_one_that_locks_twice) {
  auto& alone = holder_of(a);
  process.block(alone, lock_wait::mutex, a, alone.thread_id);
  wait_cycle looks;
  const auto found = process.watch(looks, 1);
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.back().says.find("holds itself"), std::string::npos) << found.back().says;
}

TEST_F(wait_cycle_test, is_silent_about_a_chain) {
  auto& last = holder_of(a);
  auto& middle = holder_of(b);
  process.block(middle, lock_wait::mutex, a, last.thread_id);
  waiter_for(b, middle);
  wait_cycle looks;
  EXPECT_TRUE(process.watch(looks, 2).empty());
}

TEST_F(wait_cycle_test, is_silent_about_one_that_a_torn_look_made_up) {
  deadlock();
  wait_cycle looks;
  const auto found = process.watch(looks, 2, [&](double) {
    for (auto& task : process.now.tasks) task.since = process.at() + 0.05;
  });
  EXPECT_TRUE(found.empty());
}

using lock_order_test = locks_of;

TEST_F(lock_order_test, fires_when_two_locks_are_taken_in_both_orders) {
  process.now.lock_pairs.push_back({a, b, 0, {}, 3, 1, "/src/service.cpp:19", "/src/service.cpp:20"});
  process.now.lock_pairs.push_back({b, a, 0, {}, 2, 2, "/src/service.cpp:19", "/src/service.cpp:20"});
  lock_order_inversion looks;
  const auto found = process.watch(looks, 0.2);
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.back().says.find("service.cpp:20"), std::string::npos) << found.back().says;
}

TEST_F(lock_order_test, is_silent_about_one_order) {
  process.now.lock_pairs.push_back({a, b, 0, {}, 3, 1, "", ""});
  process.now.lock_pairs.push_back({a, 0xc0, 0, {}, 3, 1, "", ""});
  process.now.lock_pairs.push_back({b, 0xc0, 0, {}, 3, 1, "", ""});
  lock_order_inversion looks;
  EXPECT_TRUE(process.watch(looks, 1).empty());
}

using writer_starved_test = locks_of;

TEST_F(writer_starved_test, fires_while_readers_come_and_go) {
  auto& one = holder_of(a);
  auto& other = process.task("reader");
  waiter_for(a, one, lock_wait::writer_lock);
  writer_starved looks;
  const auto found = process.watch(looks, 2, [&](double) { std::swap(one.holds, other.holds); });
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.back().says.find("has waited for"), std::string::npos) << found.back().says;
}

TEST_F(writer_starved_test, fires_while_the_same_readers_come_back_request_after_request) {
  auto& reader = process.handler("/page");
  reader.holds.push_back({a, 0, "/src/service.cpp:19"});
  waiter_for(a, reader, lock_wait::writer_lock);
  writer_starved looks;
  EXPECT_FALSE(process.watch(looks, 2, [&](double) { next_request(reader); }).empty());
}

TEST_F(writer_starved_test, is_silent_about_one_reader_that_stays) {
  waiter_for(a, holder_of(a), lock_wait::writer_lock);
  writer_starved looks;
  EXPECT_TRUE(process.watch(looks, 3).empty());
}

TEST_F(writer_starved_test, is_silent_about_writers_that_get_their_turn) {
  auto& one = holder_of(a);
  auto& other = process.task("reader");
  auto& writer = waiter_for(a, one, lock_wait::writer_lock);
  writer_starved looks;
  const auto found = process.watch(looks, 3, [&](double passed) {
    std::swap(one.holds, other.holds);
    if (static_cast<int>(passed * 10) % 5 == 0)
      process.block(writer, lock_wait::writer_lock, a, one.thread_id);
  });
  EXPECT_TRUE(found.empty()) << found.front().says;
}

}  // namespace
}  // namespace millrace::viewer
