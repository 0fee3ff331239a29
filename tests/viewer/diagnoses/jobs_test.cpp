#include <gtest/gtest.h>

#include "diagnoses/job_errors_unreported.h"
#include "diagnoses/jobs_dropped.h"
#include "diagnoses/made_up.h"

namespace millrace::viewer {
namespace {

using probe::event_kind;

class jobs_of_a_pool : public testing::Test {
 protected:
  void holds(std::int64_t jobs) {
    pool.holds = jobs;
    process.event(event_kind::resource_holds, 0, 0, pool.id, jobs);
  }
  made_up process;
  probe::resource_view& pool = process.resource(resource_kind::worker_pool, "mail", 256);
};

TEST_F(jobs_of_a_pool, that_fail_are_told) {
  job_errors_unreported looks;
  pool.failed = 7;  // before we came
  process.watch(looks, 1);
  const auto found = process.watch(looks, 0.3, [&](double) { ++pool.failed; });
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.back().says.find("3 jobs of the worker pool 'mail' have failed"), std::string::npos)
      << found.back().says;
  process.watch(looks, job_errors_unreported::shown_for);
  EXPECT_TRUE(process.watch(looks, 1).empty()) << "it is news no more";
}

TEST_F(jobs_of_a_pool, that_succeed_are_not) {
  job_errors_unreported looks;
  pool.failed = 7;
  EXPECT_TRUE(process.watch(looks, 2, [&](double) { ++pool.accepted; }).empty());
}

TEST(a_failing_server, tells_its_callers_itself) {
  made_up process;
  auto& server = process.resource(resource_kind::server, "requests", unbounded);
  job_errors_unreported looks;
  EXPECT_TRUE(process.watch(looks, 2, [&](double) { ++server.failed; }).empty());
}

TEST(a_failing_group, tells_who_waits_for_it) {
  made_up process;
  auto& group = process.resource(resource_kind::error_group, "fetches", unbounded);
  job_errors_unreported looks;
  EXPECT_TRUE(process.watch(looks, 2, [&](double) { ++group.failed; }).empty());
}

class a_pools_end : public jobs_of_a_pool {
 protected:
  void discard(int jobs) {
    for (int job = 0; job < jobs; ++job)
      process.event(event_kind::resource_passed, 0, static_cast<std::uint8_t>(passage::discarded), pool.id);
  }
  void close() {
    process.event(event_kind::resource_closed, 0, 0, pool.id);
    process.now.resources.clear();
  }
  jobs_dropped looks;
};

TEST_F(a_pools_end, tells_of_the_jobs_thrown_away) {
  holds(32);
  process.watch(looks, 0.3);
  discard(31);
  holds(0);
  close();
  const auto found = process.watch(looks, 1);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().says,
            "the worker pool 'mail' was stopped and threw away 31 jobs that it had accepted");
}

TEST_F(a_pools_end, tells_of_them_while_the_pool_is_still_there) {
  holds(1);
  process.watch(looks, 0.3);
  discard(1);
  ASSERT_FALSE(process.watch(looks, 1).empty());
}

TEST_F(a_pools_end, tells_of_a_pool_that_no_look_met) {
  process.step();
  discard(2);
  close();
  process.step();
  const auto found = process.watch(looks, 1);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().subject, "worker pool 'mail'");
}

TEST_F(a_pools_end, tells_of_a_pool_whose_name_nobody_saw) {
  process.now.resources.clear();
  process.watch(looks, 0.3);
  discard(2);
  process.event(event_kind::resource_closed, 0, 0, pool.id);
  const auto found = process.watch(looks, 1);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().says,
            "the worker pool that is gone was stopped and threw away 2 jobs that it had accepted");
}

TEST_F(a_pools_end, tells_nothing_of_jobs_that_are_worked_off) {
  holds(3);
  process.watch(looks, 0.3);
  for (const int left : {2, 3, 2, 1, 0}) holds(left);
  close();
  EXPECT_TRUE(process.watch(looks, 1).empty());
}

// The state is read after the events, and rings one after the other: what the steps between looked like is
// not known.
TEST_F(a_pools_end, tells_nothing_of_a_queue_whose_last_steps_were_not_seen) {
  holds(4);
  process.watch(looks, 0.3);
  holds(0);
  close();
  EXPECT_TRUE(process.watch(looks, 1).empty());
}

}  // namespace
}  // namespace millrace::viewer
