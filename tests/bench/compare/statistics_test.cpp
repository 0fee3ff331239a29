#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "statistics/bootstrap.h"
#include "statistics/effect.h"
#include "statistics/family.h"
#include "statistics/rank_sum.h"
#include "statistics/sample.h"

namespace millrace::compare {
namespace {

using sample = std::vector<double>;

/// What scipy.stats.mannwhitneyu says; vectors/make_mann_whitney.py wrote it.
nlohmann::json scipy_cases() {
  std::ifstream file(COMPARE_TESTS "/vectors/mann_whitney.json");
  return nlohmann::json::parse(file).at("cases");
}

TEST(rank_sum, agrees_with_scipy_to_a_millionth) {
  std::size_t exact = 0;
  const auto cases = scipy_cases();
  for (const auto& each : cases) {
    const auto first = each["first"].get<sample>();
    const auto second = each["second"].get<sample>();
    const bool is_exact = each["method"] == "exact";
    const auto told =
        rank_sum_test(first, second, is_exact ? rank_sum_method::exact : rank_sum_method::normal);
    const auto where = testing::Message()
                       << each["method"] << ' ' << first.size() << " against " << second.size();
    EXPECT_DOUBLE_EQ(told.u, each["u"].get<double>()) << where;
    EXPECT_NEAR(told.p, each["p"].get<double>(), 1e-6) << where;
    // Small ones as a share, too: Holm's correction multiplies them.
    EXPECT_NEAR(told.p / each["p"].get<double>(), 1, 1e-6) << where;
    exact += is_exact ? 1 : 0;
  }
  EXPECT_GE(cases.size(), 100U);
  EXPECT_GE(exact, 30U);
}

TEST(rank_sum, is_exact_without_ties_and_normal_with_them) {
  EXPECT_TRUE(rank_sum_test(sample{1, 2, 3}, sample{4, 5, 6}).exact);
  EXPECT_FALSE(rank_sum_test(sample{1, 2, 3}, sample{3, 5, 6}).exact);
  sample many(51);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<double>(i);
  EXPECT_FALSE(rank_sum_test(many, sample{0.5, 1.5}).exact);
}

TEST(rank_sum, of_equal_values_finds_nothing) {
  EXPECT_EQ(rank_sum_test(sample(10, 7.0), sample(12, 7.0)).p, 1);
}

TEST(rank_sum, can_be_smaller_than_the_normal_tail_at_ten_against_ten) {
  sample low(10);
  for (std::size_t i = 0; i < low.size(); ++i) low[i] = static_cast<double>(i);
  sample high = low;
  for (auto& each : high) each += 100;
  EXPECT_NEAR(rank_sum_test(low, high).p, 2.0 / 184'756, 1e-12);  // 2 of 20 over 10
}

// The worked example of R's documentation of p.adjust in textbooks: 4 x 0.005, 3 x 0.01, 2 x 0.03, then no
// smaller.
TEST(holm, multiplies_from_the_smallest_and_never_falls) {
  const auto corrected = holm(sample{0.01, 0.04, 0.03, 0.005});
  const sample expected = {0.03, 0.06, 0.06, 0.02};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(corrected[i], expected[i], 1e-12);
  EXPECT_EQ(holm(sample{0.9, 0.8}), (sample{1, 1}));
  EXPECT_TRUE(holm({}).empty());
}

TEST(effect, counts_pairs) {
  EXPECT_EQ(cliffs_delta(sample{1, 2, 3}, sample{4, 5}), 1);
  EXPECT_EQ(cliffs_delta(sample{4, 5}, sample{1, 2, 3}), -1);
  EXPECT_EQ(cliffs_delta(sample{1, 2}, sample{1, 2}), 0);
  EXPECT_DOUBLE_EQ(cliffs_delta(sample{1, 3}, sample{2, 3}), 0.25);
  EXPECT_EQ(describe_effect(-0.5), "large");
  EXPECT_EQ(describe_effect(0.1), "negligible");
}

// Cliff's delta is 1 - 2U/mn, with the U that scipy gave.
TEST(effect, is_the_test_s_u_on_another_scale) {
  for (const auto& each : scipy_cases()) {
    const auto first = each["first"].get<sample>();
    const auto second = each["second"].get<sample>();
    const auto pairs = static_cast<double>(first.size() * second.size());
    EXPECT_NEAR(cliffs_delta(first, second), 1 - 2 * each["u"].get<double>() / pairs, 1e-12);
  }
}

TEST(effect, hodges_lehmann_finds_the_factor) {
  EXPECT_DOUBLE_EQ(*hodges_lehmann_ratio(sample{1, 2, 4}, sample{3, 6, 12}), 3);
  EXPECT_FALSE(hodges_lehmann_ratio(sample{0, 1}, sample{1, 1}));
}

TEST(sample, medians_and_quantiles_are_those_of_numpy) {
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 2, 3}), 2.5);
  EXPECT_DOUBLE_EQ(quantile_of_sorted(sample{1, 2, 3, 4}, 0.25), 1.75);
  EXPECT_DOUBLE_EQ(quantile_of_sorted(sample{1, 2, 3, 4, 100}, 0.9), 61.6);
  EXPECT_NEAR(robust_spread(sample{9, 10, 11, 1000}), 1.4826 * 1 / 10.5, 1e-9);
}

TEST(bootstrap, gives_the_same_for_the_same_seed) {
  const sample values = {5, 3, 8, 1, 9, 4, 7, 2, 6, 10};
  EXPECT_EQ(bootstrap_medians(values, 1), bootstrap_medians(values, 1));
  EXPECT_NE(bootstrap_medians(values, 1), bootstrap_medians(values, 2));
}

// Nominally 95 %; a percentile bootstrap of a median of twelve values is known to be a little off.
TEST(bootstrap, covers_the_true_median_as_often_as_it_says) {
  std::mt19937_64 random(1);
  std::lognormal_distribution<double> noise(0, 0.1);  // its median is 1
  constexpr int trials = 600;
  int covered = 0;
  for (int i = 0; i < trials; ++i) {
    sample values(12);
    for (auto& each : values) each = noise(random);
    const auto range = middle_of(bootstrap_medians(values, static_cast<std::uint64_t>(i)));
    covered += range.low <= 1 && 1 <= range.high ? 1 : 0;
  }
  RecordProperty("covered", covered);
  EXPECT_GE(covered, trials * 0.91);
  EXPECT_LE(covered, trials * 0.985);
}

}  // namespace
}  // namespace millrace::compare
