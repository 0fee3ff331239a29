#include "panels/flow_crowds.h"

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include <millrace/toolkit/observer.h>

namespace millrace::viewer {
namespace {

constexpr std::uint32_t jobs = 1;
constexpr std::uint32_t other_jobs = 2;
constexpr std::uint32_t answers = 3;

class crowds : public testing::Test {
 protected:
  crowds() {
    resource(jobs, resource_kind::worker_pool, "mail", "service.cpp:10");
    resource(other_jobs, resource_kind::worker_pool, "mail", "service.cpp:20");
    resource(answers, resource_kind::channel, "", "service.cpp:30");
  }

  void resource(std::uint32_t id, resource_kind kind, const std::string& name, const std::string& made_at) {
    auto& made = state.resources.emplace_back();
    made.id = id;
    made.kind = static_cast<std::uint8_t>(kind);
    made.name = name;
    made.made_at = made_at;
  }
  probe::task_view& task(const std::string& name, const std::string& spawned_at = {}) {
    auto& made = state.tasks.emplace_back();
    made.slot = static_cast<std::uint32_t>(state.tasks.size());
    made.name = name;
    made.spawned_at = spawned_at;
    return made;
  }
  void blocked(wait_reason reason, std::uint32_t at) {
    auto& task = state.tasks.back();
    task.blocked = true;
    task.reason = static_cast<std::uint8_t>(reason);
    task.resource = at;
  }
  flow_crowds gathered() const {
    flow_layout layout;
    for (const auto& each : state.resources) layout.nodes.push_back({each, {each.id}, {}});
    return gather_crowds(world(state), layout);
  }

  probe::snapshot state;
};

TEST_F(crowds, workers_are_at_the_pool_that_started_them) {
  task("mail worker 1", "service.cpp:10");
  task("mail worker 2", "service.cpp:10");
  blocked(wait_reason::pool_job, jobs);
  task("mail worker 1", "service.cpp:20");
  const auto found = gathered();
  ASSERT_EQ(found.at_nodes.size(), 3U);
  ASSERT_EQ(found.at_nodes[0].workers.size(), 2U);
  EXPECT_EQ(found.at_nodes[0].workers[0].colour, meaning::running);
  EXPECT_EQ(found.at_nodes[0].workers[1].colour, meaning::idle);
  EXPECT_EQ(found.at_nodes[1].workers.size(), 1U);
  EXPECT_TRUE(found.loose.empty());
}

TEST_F(crowds, senders_and_receivers_are_told_apart) {
  for (const auto reason :
       {wait_reason::channel_send, wait_reason::channel_send, wait_reason::channel_receive}) {
    task("handler");
    blocked(reason, answers);
  }
  task("submitter");
  blocked(wait_reason::pool_submit, jobs);
  task("main");
  blocked(wait_reason::pool_drain, jobs);
  const auto found = gathered();
  EXPECT_EQ(found.at_nodes[2].senders, 2U);
  EXPECT_EQ(found.at_nodes[2].receivers, 1U);
  EXPECT_EQ(found.at_nodes[0].senders, 1U);
  EXPECT_EQ(found.at_nodes[0].receivers, 0U);
}

TEST_F(crowds, who_waits_for_something_not_drawn_is_nowhere) {
  task("handler");
  blocked(wait_reason::channel_receive, 77);
  const auto found = gathered();
  for (const auto& each : found.at_nodes) EXPECT_EQ(each.senders + each.receivers, 0U);
  EXPECT_EQ(found.loose.size(), 1U);
}

TEST_F(crowds, other_tasks_stand_by_what_they_do) {
  task("main");
  task("timer").of_toolkit = true;
  task("ticker");
  blocked(wait_reason::tick, 0);
  task("connection");
  task("handler");
  blocked(wait_reason::channel_receive, answers);
  task("connection");
  const auto found = gathered();
  ASSERT_EQ(found.loose.size(), 4U);
  EXPECT_EQ(found.loose_blocked, 1U) << "a ticker that waits for its tick rests";
  EXPECT_EQ(found.loose[0].colour, meaning::running);
  EXPECT_EQ(found.loose[1].colour, meaning::running);
  EXPECT_EQ(found.loose[2].colour, meaning::blocked);
  EXPECT_EQ(found.loose[3].colour, meaning::idle);
}

}  // namespace
}  // namespace millrace::viewer
