#include "model/metrics.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include <millrace/toolkit/observer.h>

namespace millrace::viewer {
namespace {

void add_request(batch& into, std::uint32_t task, double from, double to) {
  const auto stage = [](request_stage which) { return static_cast<std::uint8_t>(which); };
  into.events.push_back({from, task, probe::event_kind::request, stage(request_stage::handling), 0, 0});
  into.events.push_back({to, task, probe::event_kind::request, stage(request_stage::writing), 0, 200});
  into.events.push_back({to, task, probe::event_kind::request, stage(request_stage::none), 0, 0});
}

/// So many requests of random length that all end within the second before 101.
std::vector<double> lengths_of(metrics& into, std::size_t requests) {
  std::mt19937 random(static_cast<std::uint32_t>(requests));
  std::exponential_distribution<double> length(50);
  batch come;
  std::vector<double> took;
  for (std::size_t i = 0; i < requests; ++i) {
    const double end = 100.001 + 0.99 * static_cast<double>(i) / static_cast<double>(requests);
    const double begin = end - length(random);
    took.push_back(end - begin);
    add_request(come, static_cast<std::uint32_t>(i), begin, end);
  }
  come.at = 101;
  into.add(come, world());
  return took;
}

TEST(metrics, percentiles_are_those_of_a_plain_sort) {
  for (const std::size_t requests : {1U, 2U, 3U, 10U, 99U, 100U, 101U, 1000U, 20'000U}) {
    metrics measured;
    auto took = lengths_of(measured, requests);
    std::ranges::sort(took);
    const auto at = [&](std::size_t thousandths) {
      return took[std::min(requests - 1, requests * thousandths / 1000)];
    };
    const auto seen = measured.latency_at(101);
    EXPECT_EQ(seen.requests, requests);
    EXPECT_DOUBLE_EQ(seen.p50, at(500)) << requests;
    EXPECT_DOUBLE_EQ(seen.p99, at(990)) << requests;
    EXPECT_DOUBLE_EQ(seen.p999, at(999)) << requests;
  }
}

TEST(metrics, only_the_last_second_counts) {
  metrics measured;
  batch come;
  add_request(come, 1, 97, 98);
  add_request(come, 1, 99.2, 99.3);
  add_request(come, 1, 100, 100.5);
  come.at = 101;
  measured.add(come, world());
  EXPECT_EQ(measured.latency_at(100).requests, 1U);
  EXPECT_EQ(measured.latency_at(100.2).requests, 1U);
  EXPECT_EQ(measured.latency_at(100.5).requests, 1U);
  EXPECT_EQ(measured.latency_at(98).requests, 1U);
  EXPECT_EQ(measured.latency_at(103).requests, 0U);
}

TEST(metrics, knows_which_requests_are_at_work) {
  metrics measured;
  batch come;
  add_request(come, 1, 100, 100.5);
  come.events.push_back(
      {100.7, 2, probe::event_kind::request, static_cast<std::uint8_t>(request_stage::handling), 0, 0});
  come.events.push_back(
      {100.8, 3, probe::event_kind::request, static_cast<std::uint8_t>(request_stage::handling), 0, 0});
  come.events.push_back({100.9, 3, probe::event_kind::task_ended, 0, 3, 0});
  measured.add(come, world());
  EXPECT_EQ(measured.handling(), (std::map<std::uint32_t, double>{{2, 100.7}}));
}

TEST(series, gives_the_value_of_a_moment_and_forgets_after_a_minute) {
  series values;
  for (int i = 0; i < 100; ++i) values.add(i, 2 * i);
  EXPECT_EQ(values.value_at(70.5), 140);
  EXPECT_EQ(values.value_at(500), 198);
  EXPECT_EQ(values.value_at(10), 0);
  EXPECT_EQ(values.points().size(), 61U);
}

}  // namespace
}  // namespace millrace::viewer
