#include "statistics/rank_sum.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <boost/math/distributions/normal.hpp>

namespace millrace::compare {
namespace {

constexpr std::size_t most_exact = 50;

struct ranking {
  double first_ranks = 0;  ///< the sum of the first sample's ranks, ties at their mean
  double ties = 0;         ///< the sum of t^3 - t over groups of equal values
};

ranking rank(std::span<const double> first, std::span<const double> second) {
  struct value {
    double number;
    bool of_first;
  };
  std::vector<value> all;
  for (const double each : first) all.push_back({each, true});
  for (const double each : second) all.push_back({each, false});
  std::ranges::sort(all, {}, &value::number);
  ranking ranks;
  for (std::size_t begin = 0; begin < all.size();) {
    auto end = begin;
    while (end < all.size() && all[end].number == all[begin].number) ++end;
    const auto alike = static_cast<double>(end - begin);
    const double mean_rank = static_cast<double>(begin + end + 1) / 2;
    for (; begin < end; ++begin) ranks.first_ranks += all[begin].of_first ? mean_rank : 0;
    ranks.ties += alike * alike * alike - alike;
  }
  return ranks;
}

/// The chance that U is at least so large when both samples come from one distribution. Of m and n values the
/// largest is the first sample's with chance m / (m + n), and then exceeds all n of the second (Mann and
/// Whitney 1947). Nothing is subtracted, so the smallest chances keep their digits.
double exact_tail(std::size_t m, std::size_t n, std::size_t u) {
  std::vector<std::vector<double>> chances(n + 1, {1.0});  // of each U, for i and each j <= n values
  for (std::size_t i = 1; i <= m; ++i) {
    for (std::size_t j = 1; j <= n; ++j) {
      const double first = static_cast<double>(i) / static_cast<double>(i + j);
      std::vector<double> next(i * j + 1, 0.0);
      for (std::size_t k = 0; k < chances[j].size(); ++k) next[k + j] += first * chances[j][k];
      for (std::size_t k = 0; k < chances[j - 1].size(); ++k) next[k] += (1 - first) * chances[j - 1][k];
      chances[j] = std::move(next);
    }
  }
  double tail = 0;
  for (auto k = chances[n].size(); k-- > u;) tail += chances[n][k];
  return tail;
}

double exact_p(std::size_t m, std::size_t n, double larger_u) {
  return std::min(1.0, 2 * exact_tail(m, n, static_cast<std::size_t>(std::ceil(larger_u))));
}

double normal_p(double m, double n, double larger_u, double ties) {
  const double all = m + n;
  const double deviation = std::sqrt(m * n / 12 * (all + 1 - ties / (all * (all - 1))));
  if (!(deviation > 0)) return 1;
  const double z = (larger_u - m * n / 2 - 0.5) / deviation;
  return std::min(1.0, 2 * cdf(complement(boost::math::normal(), z)));
}

}  // namespace

rank_sum_result rank_sum_test(std::span<const double> first, std::span<const double> second,
                              rank_sum_method method) {
  const auto m = static_cast<double>(first.size());
  const auto n = static_cast<double>(second.size());
  const auto ranks = rank(first, second);
  rank_sum_result result;
  result.u = ranks.first_ranks - m * (m + 1) / 2;
  const double larger = std::max(result.u, m * n - result.u);
  const bool small = first.size() <= most_exact && second.size() <= most_exact;
  result.exact =
      method == rank_sum_method::exact || (method == rank_sum_method::automatic && small && ranks.ties == 0);
  result.p = result.exact ? exact_p(first.size(), second.size(), larger) : normal_p(m, n, larger, ranks.ties);
  return result;
}

}  // namespace millrace::compare
