#include <algorithm>

#include <gtest/gtest.h>

#include <millrace/probe/lock_inversions.h>
#include <millrace/probe/wait_graph.h>

namespace millrace::probe {
namespace {

/// A task of that thread id that waits for a lock which the thread `holder` had.
task_view waiting(std::int32_t thread, std::uint64_t lock, std::int32_t holder) {
  task_view task;
  task.thread_id = thread;
  task.blocked = true;
  task.reason = static_cast<std::uint8_t>(lock_wait::mutex);
  task.lock = lock;
  task.holder = holder;
  task.since = 2;
  return task;
}

task_view running(std::int32_t thread) {
  task_view task;
  task.thread_id = thread;
  return task;
}

/// `size` tasks, each waiting for the next, behind as many that wait for one of them.
snapshot ring_of(std::int32_t size) {
  snapshot seen;
  seen.at = 5;
  for (std::int32_t i = 0; i < size; ++i) {
    seen.tasks.push_back(waiting(100 + i, 0x1000U + static_cast<unsigned>(i), 100 + (i + 1) % size));
  }
  for (std::int32_t i = 0; i < size; ++i)
    seen.tasks.push_back(waiting(10'000 + i, 0x1000, 101 % (100 + size)));
  return seen;
}

void expect_joined(const wait_cycle& cycle) {
  for (std::size_t i = 0; i < cycle.edges.size(); ++i) {
    EXPECT_EQ(cycle.edges[i].to, cycle.edges[(i + 1) % cycle.edges.size()].from);
  }
}

class cycles_of_size : public testing::TestWithParam<int> {};

TEST_P(cycles_of_size, are_found_whole_and_once) {
  const auto cycles = wait_cycles(ring_of(GetParam()));
  ASSERT_EQ(cycles.size(), 1U);
  EXPECT_EQ(cycles[0].edges.size(), static_cast<std::size_t>(GetParam()));
  EXPECT_DOUBLE_EQ(cycles[0].stands_for, 3);
  expect_joined(cycles[0]);
}

INSTANTIATE_TEST_SUITE_P(wait_graph, cycles_of_size, testing::Values(2, 3, 5, 64, 65, 5000));

TEST(wait_graph, a_chain_that_ends_is_no_cycle) {
  auto seen = ring_of(64);
  seen.tasks[63] = running(163);
  EXPECT_TRUE(wait_cycles(seen).empty());
  EXPECT_EQ(wait_edges(seen).size(), 63U + 64U);
}

TEST(wait_graph, a_task_that_waits_for_itself_is_a_cycle_of_one) {
  snapshot seen;
  seen.tasks = {waiting(7, 0x10, 7), running(8)};
  const auto cycles = wait_cycles(seen);
  ASSERT_EQ(cycles.size(), 1U);
  EXPECT_EQ(cycles[0].edges, (std::vector<wait_edge>{{0, 0, 0x10}}));
}

TEST(wait_graph, who_lists_a_lock_as_held_counts_more_than_who_had_it_before) {
  snapshot seen;
  seen.tasks = {waiting(1, 0xa, 2), waiting(2, 0xb, 1), running(3)};
  ASSERT_EQ(wait_cycles(seen).size(), 1U);
  seen.tasks[2].holds = {{0xa, 0}};  // the second task has let it go since
  EXPECT_TRUE(wait_cycles(seen).empty());
}

TEST(wait_graph, a_writer_waits_for_every_reader) {
  snapshot seen;
  seen.tasks = {waiting(1, 0xa, 0), running(2), waiting(3, 0xb, 1)};
  seen.tasks[1].holds = {{0xa, 0}};
  seen.tasks[2].holds = {{0xa, 0}};
  EXPECT_EQ(wait_edges(seen).size(), 3U);
  const auto cycles = wait_cycles(seen);
  ASSERT_EQ(cycles.size(), 1U);
  EXPECT_EQ(cycles[0].edges.size(), 2U);
}

TEST(wait_graph, a_join_waits_for_the_thread_of_that_handle) {
  snapshot seen;
  seen.tasks = {waiting(1, 0xbeef, 0), waiting(2, 0xa, 1)};
  seen.tasks[0].reason = static_cast<std::uint8_t>(lock_wait::join);
  seen.tasks[1].handle = 0xbeef;
  const auto cycles = wait_cycles(seen);
  ASSERT_EQ(cycles.size(), 1U);
  EXPECT_EQ(cycles[0].edges.size(), 2U);
  EXPECT_TRUE(std::ranges::any_of(cycles[0].edges, [](const auto& edge) { return edge.lock == 0; }));
}

TEST(wait_graph, unknown_holders_and_other_waits_lead_nowhere) {
  snapshot seen;
  seen.tasks = {waiting(1, 0xa, 0), waiting(2, 0xb, 4711), waiting(-3, 0xc, -3), waiting(4, 0xd, 4)};
  seen.tasks[3].reason = static_cast<std::uint8_t>(lock_wait::condition);
  EXPECT_TRUE(wait_edges(seen).empty());
}

TEST(wait_graph, thread_ids_may_stand_twice) {
  snapshot seen;
  for (int i = 0; i < 100; ++i) seen.tasks.push_back(waiting(1, 0xa, 1));
  const auto cycles = wait_cycles(seen);
  ASSERT_EQ(cycles.size(), 1U);
  EXPECT_EQ(cycles[0].edges.size(), 1U);
}

TEST(wait_graph, a_lock_that_everybody_holds_and_wants_stays_bounded) {
  snapshot seen;
  for (std::size_t i = 0; i < most_tasks; ++i) {
    seen.tasks.push_back(waiting(static_cast<std::int32_t>(i) + 1, 0xa, 0));
    seen.tasks.back().holds.assign(most_held, {0xa, 0});
  }
  EXPECT_LE(wait_edges(seen).size(), most_tasks * 64);
  EXPECT_EQ(wait_cycles(seen).size(), 1U);
}

lock_pair_view pair_of(std::uint64_t held, std::uint64_t taken) {
  lock_pair_view pair;
  pair.held = held;
  pair.taken = taken;
  return pair;
}

TEST(lock_inversions, need_a_ring_of_orders) {
  snapshot seen;
  seen.lock_pairs = {pair_of(1, 2), pair_of(2, 3), pair_of(1, 3), pair_of(8, 9)};
  EXPECT_TRUE(lock_inversions(seen).empty());
  seen.lock_pairs.push_back(pair_of(3, 1));
  seen.lock_pairs.push_back(pair_of(9, 8));
  const auto found = lock_inversions(seen);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].size() + found[1].size(), 4U) << "the shortest ring of each group";
}

}  // namespace
}  // namespace millrace::probe
