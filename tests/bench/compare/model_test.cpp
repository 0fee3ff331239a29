#include <cmath>

#include <gtest/gtest.h>

#include "made_results.h"
#include "model/comparison.h"
#include "model/gate.h"
#include "model/matching.h"
#include "model/noise.h"
#include "model/order.h"
#include "model/row_name.h"
#include "model/sweep.h"
#include "model/wording.h"

namespace millrace::compare {
namespace {

TEST(row_name, loses_what_only_says_how_it_was_measured) {
  EXPECT_EQ(match_key("sort/1024/min_time:0.500/repeats:20/real_time"), "sort/1024");
  EXPECT_EQ(match_key("lock/iterations:100/threads:1"), "lock");
  EXPECT_EQ(match_key("lock/threads:8/process_time"), "lock/threads:8");
  EXPECT_EQ(match_key("copy<a/b>/n:3/min_warmup_time:1.0"), "copy<a/b>/n:3");
  EXPECT_EQ(match_key("real_time"), "real_time");
}

TEST(row_name, finds_numbers) {
  EXPECT_EQ(numeric("1024")->value, 1024);
  EXPECT_EQ(numeric("n:2.5")->key, "n");
  EXPECT_EQ(numeric("n:2.5")->value, 2.5);
  EXPECT_FALSE(numeric("8k"));
  EXPECT_FALSE(numeric(""));
}

TEST(metric, knows_which_way_is_better) {
  EXPECT_EQ(direction_of("real_time"), better::less);
  EXPECT_EQ(direction_of("p99_ms"), better::less);
  EXPECT_EQ(direction_of("items_per_second"), better::more);
  EXPECT_EQ(direction_of("bytes_per_second"), better::more);
  EXPECT_EQ(direction_of("depth"), better::unknown);
}

TEST(metric, says_values_in_their_unit) {
  EXPECT_EQ(quantity({}, 43.1e-9), "43.10 ns");
  EXPECT_EQ(quantity({}, 0.5), "500.0 ms");
  EXPECT_EQ(quantity({"items_per_second", better::more}, 23.2e6), "23.20 M/s");
  EXPECT_EQ(quantity({"bytes_per_second", better::more}, 2.0 * (1 << 30)), "2.000 GiB/s");
  EXPECT_EQ(quantity({"depth", better::unknown}, 3), "3");
}

TEST(matching, keeps_rows_that_have_no_counterpart) {
  const std::vector<results> all = {made("a", {{"x", {1}}, {"only a", {1}}}),
                                    made("b", {{"only b", {1}}, {"x", {2}}})};
  const auto rows = match(all);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].name, "x");
  EXPECT_TRUE(rows[0].of[0] && rows[0].of[1]);
  EXPECT_EQ(rows[1].of[1], nullptr);
  EXPECT_EQ(rows[2].name, "only b");
}

TEST(matching, meets_across_flags_but_confuses_nothing) {
  const std::vector<results> flags = {made("a", {{"x/min_time:1.0", {1}}, {"y", {1}}}),
                                      made("b", {{"x/real_time", {1}}, {"y", {1}}})};
  EXPECT_EQ(match(flags).size(), 2U);
  const std::vector<results> twice = {made("a", {{"x", {1}}, {"x/real_time", {2}}}),
                                      made("b", {{"x", {1}}, {"z", {1}}})};
  const auto rows = match(twice);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].name, "program: x");
  EXPECT_TRUE(rows[0].of[1]);
}

TEST(matching, of_single_rows_needs_no_name) {
  const std::vector<results> all = {made("a", {{"old_way", {1}}}), made("b", {{"new_way", {2}}})};
  const auto rows = match(all);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].name, "old_way / new_way");
}

TEST(matching, splits_one_file_by_words) {
  const auto one = made("peers", {{"channel/tbb/64", {1}}, {"channel/ours/64", {2}}, {"pool/ours", {3}}});
  const auto split = split_between(one, {"tbb", "ours"});
  ASSERT_EQ(split.size(), 2U);
  EXPECT_EQ(split[1].rows[0].name, "channel/*/64");
  EXPECT_EQ(match(split).size(), 2U);
  EXPECT_THROW(split_between(one, {"tbb", "asio"}), cannot_compare);
}

TEST(comparison, says_slower_faster_and_alike) {
  const auto all = compare({made("a", {{"slow", around(1)}, {"fast", around(1)}, {"same", around(1)}}),
                            made("b", {{"slow", around(1.2)}, {"fast", around(0.8)}, {"same", around(1)}})},
                           {});
  EXPECT_EQ(all.rows[0].contrasts[0].verdict, outcome::slower);
  EXPECT_NEAR(*all.rows[0].contrasts[0].ratio, 1.2, 1e-9);
  EXPECT_EQ(all.rows[1].contrasts[0].verdict, outcome::faster);
  EXPECT_EQ(all.rows[2].contrasts[0].verdict, outcome::alike);
  const auto range = *all.rows[0].contrasts[0].ratio_interval;
  EXPECT_LT(1.18, range.low);
  EXPECT_LT(range.low, 1.2);
  EXPECT_GT(range.high, 1.2 - 1e-9);
}

TEST(comparison, of_a_rate_is_the_other_way_round) {
  auto first = made("a", {{"x", around(1)}});
  auto second = made("b", {{"x", around(1)}});
  first.rows[0].samples["items_per_second"] = around(100);
  second.rows[0].samples["items_per_second"] = around(150);
  first.rows[0].samples["depth"] = around(3);
  second.rows[0].samples["depth"] = around(4);
  EXPECT_EQ(compare({first, second}, {"items_per_second", better::more}).rows[0].contrasts[0].verdict,
            outcome::faster);
  EXPECT_EQ(compare({first, second}, {"depth", better::unknown}).rows[0].contrasts[0].verdict,
            outcome::higher);
}

TEST(comparison, gives_no_verdict_below_ten_repetitions_and_says_how_many_more) {
  const auto all = compare({made("a", {{"x", around(1, 10)}}), made("b", {{"x", around(9, 7)}})}, {});
  const auto& seen = all.rows[0].contrasts[0];
  EXPECT_EQ(seen.verdict, outcome::too_few);
  EXPECT_EQ(seen.wanting, 3U);
  EXPECT_EQ(why_untested(seen), "too few: 3 more, --benchmark_repetitions=10");
}

TEST(comparison, takes_the_geometric_mean_of_matched_rows_only) {
  const auto all = compare({made("a", {{"x", around(1)}, {"y", around(1)}, {"only", around(1)}}),
                            made("b", {{"x", around(2)}, {"y", around(8)}, {"other", around(100)}})},
                           {});
  EXPECT_EQ(all.overalls[0].rows, 2U);
  EXPECT_NEAR(*all.overalls[0].ratio, 4, 1e-9);
  EXPECT_LT(all.overalls[0].confidence.low, 4);
  EXPECT_GT(all.overalls[0].confidence.high, 4 - 1e-9);
}

TEST(comparison, of_aggregates_shows_medians_without_a_verdict) {
  auto first = made("a", {{"x", around(1)}, {"y", around(1)}});
  auto second = made("b", {{"y", around(1)}});
  second.row("program", "x").middles["real_time"] = 2;
  const auto all = compare({first, second}, {});
  EXPECT_NEAR(*all.rows[0].contrasts[0].ratio, 2, 0.01);
  EXPECT_EQ(all.rows[0].contrasts[0].verdict, outcome::not_comparable);
}

TEST(comparison, copes_with_zeros_and_negative_values) {
  const auto all =
      compare({made("a", {{"x", std::vector<double>(10, 0)}}), made("b", {{"x", around(-1)}})}, {});
  EXPECT_FALSE(all.rows[0].contrasts[0].ratio);
  EXPECT_EQ(all.rows[0].contrasts[0].verdict, outcome::faster);
  EXPECT_EQ(all.overalls[0].rows, 0U);
}

TEST(comparison, filters_by_name) {
  const std::vector<results> both = {made("a", {{"x/1", {1}}, {"y/1", {1}}}),
                                     made("b", {{"x/1", {1}}, {"y/1", {1}}})};
  EXPECT_EQ(compare(both, {}, "^x").rows.size(), 1U);
  EXPECT_EQ(compare(both, {}, "-^x").rows[0].name, "y/1");
  EXPECT_THROW(compare(both, {}, "z"), cannot_compare);
  EXPECT_THROW(compare(both, {}, "("), cannot_compare);
  EXPECT_THROW(compare(both, {"no_such", better::less}), cannot_compare);
}

TEST(comparison, sorts_by_effect_and_by_name) {
  auto all = compare({made("a", {{"b", around(1)}, {"a", around(1)}, {"c", around(1)}}),
                      made("b", {{"b", around(1)}, {"a", around(1.5)}, {"c", around(0.2)}})},
                     {});
  sort_rows(all, row_order::effect);
  EXPECT_EQ(all.rows[0].name, "c");
  EXPECT_EQ(all.rows[2].name, "b");
  sort_rows(all, row_order::name);
  EXPECT_EQ(all.rows[0].name, "a");
}

TEST(gate, fails_on_a_significant_regression_of_that_size) {
  const auto all = compare(
      {made("a", {{"x", around(1)}, {"y", around(1)}}), made("b", {{"x", around(1.08)}, {"y", around(0.5)}})},
      {});
  EXPECT_EQ(gate(all, 0.05).exit_code(), 1);
  EXPECT_EQ(gate(all, 0.05).regressions.size(), 1U);
  EXPECT_EQ(gate(all, 0.10).exit_code(), 0);
}

TEST(gate, cannot_judge_without_repetitions_and_fails_on_failures) {
  const auto few = compare({made("a", {{"x", around(1, 3)}}), made("b", {{"x", around(2, 3)}})}, {});
  EXPECT_EQ(gate(few, 0.05).exit_code(), 2);
  auto failing = made("b", {{"x", around(1)}, {"y", {}}});
  failing.rows[1].samples.clear();
  failing.rows[1].error = "out of luck";
  EXPECT_EQ(gate(compare({made("a", {{"x", around(1)}, {"y", around(1)}}), failing}, {}), 0.05).exit_code(),
            1);
}

TEST(gate, of_a_rate_counts_what_is_lost) {
  auto first = made("a", {{"x", around(1)}});
  auto second = made("b", {{"x", around(1)}});
  first.rows[0].samples["items_per_second"] = around(100);
  second.rows[0].samples["items_per_second"] = around(90);
  const auto all = compare({first, second}, {"items_per_second", better::more});
  EXPECT_EQ(gate(all, 0.08).exit_code(), 1);
  EXPECT_EQ(gate(all, 0.12).exit_code(), 0);
}

TEST(noise, is_said_with_its_measure) {
  auto seen = made("a", {{"x", {1, 2, 3, 4, 5, 6}}});
  seen.contexts[0].processors = 2;
  seen.contexts[0].load = 4.8;
  seen.contexts[0].frequency_scaling = true;
  EXPECT_EQ(noise_of(seen, {}).size(), 3U);
  EXPECT_TRUE(noise_of(made("b", {{"x", around(1)}}), {}).empty());
}

TEST(sweep, finds_rows_that_differ_in_one_number) {
  const auto all = compare({made("a", {{"s/8", {1}},
                                       {"s/64", {2}},
                                       {"s/512", {3}},
                                       {"t", {1}},
                                       {"t/threads:2", {1}},
                                       {"t/threads:4", {1}}}),
                            made("b", {{"s/8", {1}}, {"s/64", {2}}, {"s/512", {3}}})},
                           {});
  const auto found = sweeps_in(all);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].name, "s/*");
  EXPECT_EQ(found[0].points[1].at, 64);
  EXPECT_EQ(found[1].axis, "threads");
  EXPECT_EQ(found[1].points.front().at, 1);
}

TEST(wording, is_exact_about_changes) {
  contrast seen;
  seen.ratio = 0.719;
  seen.ratio_interval = {0.70, 0.74};
  EXPECT_EQ(change(seen), "-28.1 %");
  EXPECT_EQ(change_interval(seen), "-30.0 .. -26.0 %");
  seen.ratio = 2.99;
  EXPECT_EQ(change(seen), "x2.99");
  EXPECT_EQ(p_value(0.00001), "p<0.0001");
}

}  // namespace
}  // namespace millrace::compare
