#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "drawing/svg.h"
#include "history/history_report.h"
#include "history/store.h"
#include "history/trend.h"
#include "history/trend_plot.h"
#include "made_results.h"
#include "scratch.h"

namespace millrace::compare {
namespace {

provenance at(long seconds, const std::string& commit) {
  provenance from;
  from.measured_at = seconds;
  from.commit = commit;
  return from;
}

TEST(history, keeps_results_once_and_gives_them_back_in_order) {
  const scratch folder;
  store kept(folder.in("deep/h.sqlite"));
  EXPECT_TRUE(kept.keep(made("ours", {{"x/real_time", around(2)}}), at(200, "bbb"), "loud"));
  EXPECT_TRUE(kept.keep(made("ours", {{"x", around(1)}}), at(100, "aaa"), ""));
  EXPECT_FALSE(kept.keep(made("ours", {{"x", around(1)}}), at(300, "ccc"), ""));
  EXPECT_EQ(kept.rows("real_time"), std::vector<std::string>{"x"});
  const auto points = kept.points("x", "real_time");
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0].from.commit, "aaa");
  EXPECT_EQ(points[0].samples, around(1));
  EXPECT_EQ(points[1].noise, "loud");
}

TEST(history, is_there_after_a_restart_and_for_two_at_once) {
  const scratch folder;
  const auto keep_some = [](const std::filesystem::path& file, int who) {
    for (int i = 0; i < 3; ++i)
      store(file).keep(made("c" + std::to_string(who), {{"x", around(who * 100 + i + 1)}}), at(i, "a"), "");
  };
  // Whoever comes first makes it: in a file of its own each time.
  for (int i = 0; i < 10; ++i) {
    const auto file = folder.in("h" + std::to_string(i) + ".sqlite");
    std::thread other(keep_some, file, 1);
    keep_some(file, 2);
    other.join();
    EXPECT_EQ(store(file).points("x", "real_time").size(), 6U);
  }
}

TEST(history, refuses_what_is_no_data_base_and_what_is_newer) {
  const scratch folder;
  std::ofstream(folder.in("text")) << std::string(2000, 'x');
  EXPECT_THROW(store(folder.in("text")), cannot_compare);
  database(folder.in("new")).run("PRAGMA user_version = 99");
  EXPECT_THROW(store(folder.in("new")), cannot_compare);
}

TEST(history, judges_each_step_against_the_one_before) {
  const scratch folder;
  store kept(folder.in("h.sqlite"));
  const double times[] = {1, 1.00001, 1.5, 0.7};
  for (int i = 0; i < 4; ++i)
    kept.keep(made("ours", {{"x", around(times[i])}}), at(i, "c" + std::to_string(i)), "");
  const auto trends = trends_of(kept, "x", {});
  ASSERT_EQ(trends.size(), 1U);
  const auto& steps = trends[0].steps;
  EXPECT_FALSE(steps[0].against_before);
  EXPECT_EQ(steps[1].against_before->verdict, outcome::alike);
  EXPECT_EQ(steps[2].against_before->verdict, outcome::slower);
  EXPECT_EQ(steps[3].against_before->verdict, outcome::faster);
  EXPECT_EQ(sparkline(trends[0]), "▃▃█▁");
  EXPECT_NE(history_of_row(trends[0], {}, 120).find("slower"), std::string::npos);
  EXPECT_NE(svg_file(draw_trend(trends[0])).find("<path"), std::string::npos);
}

TEST(history, reads_dates) {
  EXPECT_EQ(seconds_of_date("1970-01-02T00:00:00+00:00"), 86400);
  EXPECT_EQ(seconds_of_date("1970-01-02T01:00:00+01:00"), 86400);
  EXPECT_EQ(seconds_of_date("1970-01-02 00:00:10"), 86410);
  EXPECT_EQ(seconds_of_date("yesterday"), 0);
}

TEST(history, says_where_results_come_from) {
  auto seen = made("a", {{"x", {1}}});
  seen.contexts[0].program = "/proc/self/exe";
  seen.contexts[0].more["GIT_COMMIT_HASH"] = "2d7b58d";
  const auto from = provenance_of(seen, "");
  EXPECT_EQ(from.commit, "2d7b58d");
  EXPECT_NE(from.compiler.find_first_of("Gc"), std::string::npos);
  EXPECT_EQ(provenance_of(seen, "mine").commit, "mine");
  EXPECT_FALSE(from.host.empty());
}

}  // namespace
}  // namespace millrace::compare
