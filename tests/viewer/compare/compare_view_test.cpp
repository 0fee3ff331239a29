#include "compare/compare_view.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "made_results.h"
#include "scratch.h"
#include "window/headless.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

using compare::around;
using compare::made;

std::vector<compare::results> both() {
  auto first = made("old", {{"b/2", around(1)}, {"a/1", around(1)}, {"c/3", around(1)}, {"only", around(1)}});
  auto second = made("new", {{"b/2", around(1)}, {"a/1", around(1.1)}, {"c/3", around(0.2)}});
  for (auto* each : {&first, &second}) {
    for (auto& row : each->rows) row.samples["items_per_second"] = around(100);
  }
  return {first, second};
}

/// A user in front of the comparison.
class comparing : public testing::Test {
 protected:
  /// Rows from top to bottom.
  static std::vector<std::string> rows() {
    std::vector<std::string> found;
    for (const auto& each : labels()) {
      if (each.label.starts_with("row ")) found.push_back(each.label.substr(4));
    }
    return found;
  }

  compare_view view{both(), "real_time"};
  headless_driver user{view, {1400, 1000, {}}};
};

TEST_F(comparing, shows_every_row_matched_or_not) {
  EXPECT_EQ(rows(), (std::vector<std::string>{"b/2", "a/1", "c/3", "only"}));
}

TEST_F(comparing, sorts_and_searches) {
  user.click("by effect");
  EXPECT_EQ(rows(), (std::vector<std::string>{"c/3", "a/1", "b/2", "only"}));
  user.click("by name");
  EXPECT_EQ(rows(), (std::vector<std::string>{"a/1", "b/2", "c/3", "only"}));
  user.click("as in the file");
  EXPECT_EQ(rows().front(), "b/2");
  user.click("search rows");
  user.type("/");
  EXPECT_EQ(rows().size(), 3U);
}

TEST_F(comparing, draws_the_row_that_is_chosen) {
  const auto first = user.pixels();
  user.click("row c/3");
  user.move_mouse({1, 1});
  user.frames(2);
  const auto third = user.pixels();
  EXPECT_NE(first, third);
  user.press("K");
  user.frames(2);
  EXPECT_NE(user.pixels(), third);
  user.press("J");
  user.frames(2);
  EXPECT_EQ(user.pixels(), third);
}

TEST_F(comparing, switches_between_absolute_and_relative) {
  const auto absolute = user.pixels();
  user.press("R");
  user.frames(2);
  EXPECT_NE(user.pixels(), absolute);
  user.press("R");
  user.frames(2);
  EXPECT_EQ(user.pixels(), absolute);
}

TEST_F(comparing, takes_another_metric) {
  user.click("metric");
  user.click("metric items_per_second");
  user.click("by effect");
  EXPECT_EQ(rows().size(), 4U);
}

TEST(viewer_command, makes_a_picture_of_files) {
  const compare::scratch folder;
  const std::string files = SAMPLES "/sample-old.json " SAMPLES "/sample-new.json";
  const auto told =
      compare::run(VIEWER " --compare " + files + " --screenshot " + folder.in("p.png").string());
  EXPECT_EQ(told.code, 0) << told.text;
  EXPECT_TRUE(compare::content(folder.in("p.png")).starts_with("\x89PNG"));
  EXPECT_EQ(compare::run(VIEWER " --compare /nonexistent.json " + files).code, 2);
}

}  // namespace
}  // namespace millrace::viewer
