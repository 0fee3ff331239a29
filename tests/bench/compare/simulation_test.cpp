// What the statistics promise, tried on made-up benchmarks: lognormal noise with one slow outlier in ten.
#include <random>

#include <gtest/gtest.h>

#include "model/comparison.h"
#include "statistics/effect.h"
#include "statistics/rank_sum.h"

namespace millrace::compare {
namespace {

class noisy_benchmark {
 public:
  explicit noisy_benchmark(std::uint64_t seed) : random_(seed) {}

  std::vector<double> run(double time, std::size_t repetitions = least_repetitions) {
    std::vector<double> times(repetitions);
    for (auto& each : times) each = time * noise_(random_) * (one_in_ten_(random_) ? 1.3 : 1.0);
    return times;
  }

 private:
  std::mt19937_64 random_;
  std::lognormal_distribution<double> noise_{0, 0.03};
  std::bernoulli_distribution one_in_ten_{0.1};
};

/// A family of rows, of which each has the given ratio of times, judged without the bootstrap.
comparison judged_family(noisy_benchmark& bench, std::size_t rows, double ratio,
                         std::size_t repetitions = least_repetitions) {
  comparison all;
  for (std::size_t i = 0; i < rows; ++i) {
    const auto first = bench.run(1, repetitions);
    const auto second = bench.run(ratio, repetitions);
    auto& seen = all.rows.emplace_back().contrasts.emplace_back();
    seen.p = rank_sum_test(first, second).p;
    seen.delta = cliffs_delta(first, second);
    seen.verdict = outcome::alike;
  }
  judge(all);
  return all;
}

std::size_t alarms(const comparison& all) {
  std::size_t count = 0;
  for (const auto& row : all.rows) count += row.contrasts.front().verdict != outcome::alike ? 1 : 0;
  return count;
}

TEST(simulation, a_against_a_alarms_in_at_most_five_percent_of_families) {
  constexpr int families = 2000;
  noisy_benchmark bench(1);
  int alarmed = 0;
  for (int i = 0; i < families; ++i) alarmed += alarms(judged_family(bench, 20, 1)) > 0 ? 1 : 0;
  RecordProperty("alarmed", alarmed);
  // Of 2,000 families 5 % are 100, with a standard deviation of 10: three of them are left to chance.
  EXPECT_LE(alarmed, 130);
  // And the test is not blind: without alarms at all it would only be too timid.
  EXPECT_GE(alarmed, 30);
}

/// How many of 2,000 rows that really are 10 % slower are called slower.
std::size_t found_of_2000(std::size_t repetitions) {
  noisy_benchmark bench(2);
  std::size_t found = 0;
  for (int i = 0; i < 100; ++i) {
    for (const auto& row : judged_family(bench, 20, 1.1, repetitions).rows)
      found += row.contrasts.front().verdict == outcome::slower ? 1 : 0;
  }
  return found;
}

// In families of twenty rows, with noise of 3 % and outliers of 30 %: three of four at ten repetitions,
// nearly all at twenty.
TEST(simulation, a_change_of_ten_percent_is_found) {
  EXPECT_GE(found_of_2000(10), 1400U);
  EXPECT_GE(found_of_2000(20), 1900U);
}

TEST(simulation, in_a_family_of_many_rows_one_change_is_still_found) {
  noisy_benchmark bench(3);
  int found = 0;
  for (int i = 0; i < 50; ++i) {
    auto all = judged_family(bench, 300, 1);
    const auto first = bench.run(1);
    const auto second = bench.run(0.7);
    auto& seen = all.rows.front().contrasts.front();
    seen.p = rank_sum_test(first, second).p;
    seen.delta = cliffs_delta(first, second);
    judge(all);
    found += all.rows.front().contrasts.front().verdict == outcome::faster ? 1 : 0;
  }
  EXPECT_GE(found, 45);
}

}  // namespace
}  // namespace millrace::compare
