// A lab's run as a row of a benchmark: what it says must not be taken for more than it is.
#include "verdict/benchmark.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace millrace::tutor {
namespace {

nlohmann::json row_of(const run_result& run) {
  const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
  const auto file = std::filesystem::path(testing::TempDir()) / (name + ".json");
  write_benchmark(file, "fixed", {{"queue-sizing", {run}}});
  return nlohmann::json::parse(std::ifstream(file)).at("benchmarks").at(0);
}

run_result run_with(std::map<std::string, int> statuses, int requests) {
  run_result run;
  run.ended = "exited";
  run.throughput = 400;
  run.seconds = 0.25;
  run.requests = requests;
  run.statuses = std::move(statuses);
  run.latency_us = {{"p50", 1}, {"p99", 2}, {"p999", 3}};
  return run;
}

TEST(a_row, counts_as_served_neither_who_was_refused_nor_who_was_failed) {
  const auto row = row_of(run_with({{"200", 30}, {"409", 10}, {"429", 10}, {"503", 35}, {"504", 15}}, 110));
  EXPECT_EQ(row.at("items_per_second"), 400);
  EXPECT_EQ(row.at("served_per_second"), 160);
  EXPECT_EQ(row.at("refused"), 45);
  EXPECT_EQ(row.at("unanswered"), 10);
}

TEST(a_row, of_a_service_that_answered_nobody_is_no_measurement) {
  const auto row = row_of(run_with({}, 5));
  EXPECT_EQ(row.at("error_occurred"), true);
  EXPECT_FALSE(row.contains("items_per_second"));
}

}  // namespace
}  // namespace millrace::tutor
