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

TEST_F(jobs_of_a_pool, that_are_thrown_away_at_the_end_are_told) {
  jobs_dropped looks;
  holds(32);
  process.watch(looks, 0.3);
  holds(31);
  holds(0);
  process.event(event_kind::resource_closed, 0, 0, pool.id);
  process.now.resources.clear();
  const auto found = process.watch(looks, 1);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().says,
            "31 jobs that the worker pool 'mail' had accepted were thrown away when it was stopped");
}

TEST_F(jobs_of_a_pool, that_are_worked_off_are_not) {
  jobs_dropped looks;
  holds(3);
  process.watch(looks, 0.3);
  for (const int left : {2, 3, 2, 1, 0}) holds(left);
  process.event(event_kind::resource_closed, 0, 0, pool.id);
  process.now.resources.clear();
  EXPECT_TRUE(process.watch(looks, 1).empty());
}

}  // namespace
}  // namespace millrace::viewer
