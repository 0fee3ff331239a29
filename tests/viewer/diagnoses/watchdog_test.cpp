#include "diagnoses/watchdog.h"

#include <gtest/gtest.h>

#include "diagnoses/made_up.h"

namespace millrace::viewer {
namespace {

int looks = 0;

/// Finds one trouble a task that is called "trouble", by its place.
class trouble final : public diagnosis {
 public:
  std::string_view name() const override { return "trouble"; }
  std::vector<warning> check(const track& seen) override {
    ++looks;
    std::vector<warning> found;
    for (const auto& task : seen.now().state().tasks) {
      if (task.name == "trouble") found.push_back({name(), task.spawned_at, "it is there", {}, 0});
    }
    return found;
  }
};

std::vector<std::unique_ptr<diagnosis>> only_trouble() {
  std::vector<std::unique_ptr<diagnosis>> all;
  all.push_back(std::make_unique<trouble>());
  return all;
}

class a_watchdog : public testing::Test {
 protected:
  void go_on(int tenths) {
    for (int i = 0; i < tenths; ++i) {
      process.step();
      watching.look(process.seen());
    }
  }
  made_up process;
  probe::task_view& task = process.task("calm");
  watchdog watching{only_trouble};
};

TEST_F(a_watchdog, knows_the_warnings_of_any_moment) {
  go_on(5);
  task.name = "trouble";
  go_on(10);
  const double in_trouble = process.at();
  EXPECT_EQ(watching.active().size(), 1U);
  task.name = "calm";
  go_on(10);
  EXPECT_TRUE(watching.active().empty());
  EXPECT_EQ(watching.at(in_trouble).size(), 1U);
  EXPECT_TRUE(watching.at(in_trouble - 2).empty());
  EXPECT_TRUE(watching.at(in_trouble + 0.3).empty());
  ASSERT_EQ(watching.log().size(), 1U);
  EXPECT_TRUE(watching.log().front().over);
}

TEST_F(a_watchdog, takes_two_looks_with_one_between_for_one_warning) {
  for (int i = 0; i < 10; ++i) {
    task.name = i % 2 == 0 ? "trouble" : "calm";
    go_on(2);
  }
  EXPECT_EQ(watching.log().size(), 1U);
  EXPECT_EQ(watching.active().size(), 1U);
}

TEST_F(a_watchdog, looks_ten_times_a_second_at_most_and_once_more_at_the_end) {
  process.step();
  looks = 0;
  for (int i = 0; i < 50; ++i) watching.look(process.seen());
  EXPECT_EQ(looks, 1);
  process.alive = false;
  process.step();
  process.now.at -= 0.09;
  watching.look(process.seen());
  EXPECT_EQ(looks, 2);
}

TEST_F(a_watchdog, ends_all_warnings_with_their_process) {
  task.name = "trouble";
  go_on(3);
  process.now.process = 43;
  task.name = "calm";
  go_on(1);
  EXPECT_TRUE(watching.active().empty());
  EXPECT_EQ(watching.log().size(), 1U);
}

TEST_F(a_watchdog, forgets_what_the_track_has_forgotten) {
  task.name = "trouble";
  go_on(5);
  task.name = "calm";
  go_on(700);
  EXPECT_TRUE(watching.log().empty());
}

}  // namespace
}  // namespace millrace::viewer
