#include "model/topology.h"

#include <gtest/gtest.h>

#include <millrace/toolkit/observer.h>

#include "diagnoses/warnings_of.h"

namespace millrace::viewer {
namespace {

TEST(topology, of_a_real_run_leads_from_the_clients_to_the_pool) {
  std::uint32_t pool = 0;
  std::uint32_t server = 0;
  std::map<topology::path, std::uint64_t> paths;
  std::map<std::uint32_t, int> ranks;
  watch_round("spawning/webhook-flood", "fixed", [&](const track& seen) {
    const auto& resources = seen.now().state().resources;
    for (const auto& each : resources) {
      if (is(each, resource_kind::worker_pool)) pool = each.id;
      if (is(each, resource_kind::server)) server = each.id;
    }
    if (pool == 0 || server == 0 || resources.size() < 2) return;
    paths = seen.paths().paths();
    ranks = seen.paths().ranks(resources);
  });
  ASSERT_NE(pool, 0U);
  ASSERT_NE(server, 0U);
  const auto taken = paths.find({topology::requests, pool});
  ASSERT_NE(taken, paths.end());
  // Each of the 400 events, be it queued or refused; those that came before the viewer attached it has not
  // seen.
  EXPECT_GE(taken->second, 1U);
  EXPECT_LE(taken->second, 400U);
  EXPECT_EQ(ranks.at(server), 0);
  EXPECT_GT(ranks.at(pool), ranks.at(server));
}

TEST(topology, a_path_is_what_one_request_takes) {
  using kind = probe::event_kind;
  const auto handling = static_cast<std::uint8_t>(request_stage::handling);
  const auto none = static_cast<std::uint8_t>(request_stage::none);
  topology learned;
  learned.learn({{0, 1, kind::request, handling, 0, 0},
                 {0, 2, kind::request, handling, 0, 0},
                 {0, 1, kind::resource_passed, 0, 5, 0},
                 {0, 2, kind::resource_passed, 0, 6, 0},
                 {0, 1, kind::resource_passed, 0, 6, 0},
                 {0, 1, kind::resource_passed, 0, 6, 0},
                 {0, 1, kind::request, none, 0, 0},
                 {0, 1, kind::resource_passed, 0, 7, 0},
                 {0, 2, kind::task_ended, 0, 2, 0},
                 {0, 2, kind::resource_passed, 0, 7, 0}},
                world());
  const std::map<topology::path, std::uint64_t> expected{{{0, 5}, 1}, {{0, 6}, 1}, {{5, 6}, 1}};
  EXPECT_EQ(learned.paths(), expected);
}

TEST(topology, ranks_follow_the_paths_and_stand_a_cycle) {
  using kind = probe::event_kind;
  topology learned;
  for (const auto& way : std::vector<std::vector<std::uint32_t>>{{1, 2, 3}, {4, 5}, {5, 4}}) {
    learned.learn({{0, 1, kind::task_started, 0, 1, 0}}, world());
    for (const auto at : way) learned.learn({{0, 1, kind::resource_passed, 0, at, 0}}, world());
  }
  std::vector<probe::resource_view> resources(5);
  for (std::uint32_t i = 0; i < 5; ++i) {
    resources[i].id = i + 1;
    resources[i].kind = static_cast<std::uint8_t>(resource_kind::channel);
  }
  const auto ranks = learned.ranks(resources);
  EXPECT_LT(ranks.at(1), ranks.at(2));
  EXPECT_LT(ranks.at(2), ranks.at(3));
  EXPECT_EQ(ranks.at(4), ranks.at(5));
}

}  // namespace
}  // namespace millrace::viewer
