#include <gtest/gtest.h>

#include "diagnoses/bucket_starved.h"
#include "diagnoses/made_up.h"
#include "diagnoses/pool_saturated.h"
#include "diagnoses/unbounded_queue.h"

namespace millrace::viewer {
namespace {

TEST(unbounded_queue, fires_while_it_grows) {
  made_up process;
  auto& queue = process.resource(resource_kind::channel, "", unbounded);
  class unbounded_queue looks;
  const auto found = process.watch(looks, 4, [&](double) { queue.holds += 20; });
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.back().says.find("800 wait in the channel made at service.cpp:15"), std::string::npos)
      << found.back().says;
}

TEST(unbounded_queue, a_bound_that_never_holds_back_is_none) {
  made_up process;
  auto& queue = process.resource(resource_kind::worker_pool, "mail", 1'000'000);
  class unbounded_queue looks;
  EXPECT_FALSE(process.watch(looks, 4, [&](double) { queue.holds += 20; }).empty());
}

TEST(unbounded_queue, is_silent_about_a_bounded_one) {
  made_up process;
  auto& queue = process.resource(resource_kind::worker_pool, "mail", 1000);
  class unbounded_queue looks;
  EXPECT_TRUE(process.watch(looks, 4, [&](double) { queue.holds += 20; }).empty());
}

TEST(unbounded_queue, is_silent_about_a_burst_that_is_worked_off_or_stands) {
  made_up process;
  auto& falls = process.resource(resource_kind::channel, "falls", unbounded);
  auto& stands = process.resource(resource_kind::channel, "stands", unbounded);
  auto& swings = process.resource(resource_kind::channel, "swings", unbounded);
  class unbounded_queue looks;
  falls.holds = 5000;
  const auto found = process.watch(looks, 6, [&](double passed) {
    falls.holds -= 50;
    stands.holds = passed < 0.5 ? 0 : 5000;
    swings.holds = static_cast<int>(passed * 10) % 8 * 100;
  });
  EXPECT_TRUE(found.empty()) << found.front().says;
}

class a_pool : public testing::Test {
 protected:
  made_up process;
  probe::resource_view& pool = process.resource(resource_kind::worker_pool, "thumbnail", 8);
  pool_saturated looks;
};

TEST_F(a_pool, is_saturated_when_handlers_wait_for_a_place) {
  pool.holds = 8;
  for (int i = 0; i < 4; ++i) process.block(process.handler("/image"), wait_reason::pool_submit, pool.id);
  const auto found = process.watch(looks, 2);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().subject, "worker pool 'thumbnail'");
  EXPECT_NE(found.back().says.find("(8 of 8) and 4 requests wait for a place"), std::string::npos)
      << found.back().says;
}

TEST_F(a_pool, is_not_when_they_wait_for_a_moment) {
  auto& waiting = process.handler("/image");
  const auto found = process.watch(looks, 4, [&](double passed) {
    pool.holds = 8;
    if (static_cast<int>(passed * 10) % 4 == 0) process.block(waiting, wait_reason::pool_submit, pool.id);
    if (static_cast<int>(passed * 10) % 4 == 2) process.resume(waiting);
  });
  EXPECT_TRUE(found.empty()) << found.front().says;
}

TEST_F(a_pool, that_refuses_what_it_has_no_room_for_does_its_work) {
  pool.holds = 8;
  const auto found = process.watch(looks, 8, [&](double passed) {
    pool.refused += 10;
    if (static_cast<int>(passed * 10) % 20 == 0) ++pool.accepted;
  });
  EXPECT_TRUE(found.empty()) << found.front().says;
}

TEST_F(a_pool, that_lets_nothing_in_for_long_has_stuck_workers) {
  pool.holds = 8;
  EXPECT_FALSE(process.watch(looks, 5, [&](double) { ++pool.refused; }).empty());
}

TEST_F(a_pool, that_is_full_and_asked_for_nothing_is_left_alone) {
  pool.holds = 8;
  pool.refused = 5;
  EXPECT_TRUE(process.watch(looks, 3).empty());
  EXPECT_TRUE(process.watch(looks, 3).empty());
}

class a_bucket : public testing::Test {
 protected:
  made_up process;
  probe::resource_view& bucket = process.resource(resource_kind::token_bucket, "", 10);
  bucket_starved looks;
};

TEST_F(a_bucket, is_starved_when_it_refuses_most) {
  const auto found = process.watch(looks, 2, [&](double) {
    bucket.refused += 9;
    bucket.accepted += 1;
  });
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.back().says.find(" refused "), std::string::npos) << found.back().says;
}

TEST_F(a_bucket, is_not_when_it_refuses_the_lesser_part) {
  EXPECT_TRUE(process
                  .watch(looks, 3,
                         [&](double) {
                           bucket.refused += 4;
                           bucket.accepted += 5;
                         })
                  .empty());
}

TEST_F(a_bucket, is_not_after_one_burst) {
  const auto found = process.watch(looks, 4, [&](double passed) {
    if (passed < 0.8) bucket.refused += 10;
    bucket.holds = passed < 0.8 ? 0 : 5;
  });
  EXPECT_TRUE(found.empty()) << found.front().says;
}

TEST_F(a_bucket, is_not_when_two_are_refused) {
  bucket.holds = 0;
  process.watch(looks, 1);
  bucket.refused += 2;
  EXPECT_TRUE(process.watch(looks, 3).empty());
}

TEST(a_keyed_limiter, may_refuse_one_of_its_keys) {
  made_up process;
  auto& limiter = process.resource(resource_kind::keyed_limiter, "", 10);
  bucket_starved looks;
  EXPECT_TRUE(process.watch(looks, 3, [&](double) { limiter.refused += 9; }).empty());
}

}  // namespace
}  // namespace millrace::viewer
