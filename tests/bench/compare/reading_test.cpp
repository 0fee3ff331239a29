#include <filesystem>

#include <gtest/gtest.h>

#include "reading/read_results.h"

namespace millrace::compare {
namespace {

results sample(const std::string& name) {
  return read_results(std::string(SAMPLES "/") + name);
}

std::string refusal(std::string_view text) {
  try {
    read_results_text(text, "f.json");
  } catch (const cannot_compare& error) {
    return error.what();
  }
  return "";
}

TEST(reading, takes_the_oldest_format) {
  const auto read = sample("gbench-test1-run2.json");
  ASSERT_EQ(read.rows.size(), 9U);
  EXPECT_EQ(read.name, "gbench-test1-run2");
  EXPECT_EQ(read.rows[1].name, "BM_2xFaster");
  EXPECT_DOUBLE_EQ(read.rows[1].samples.at("real_time").at(0), 25e-9);
  EXPECT_EQ(read.contexts.at(0).processors, 4);
  EXPECT_EQ(read.contexts.at(0).frequency_scaling, false);
}

TEST(reading, gathers_repetitions_and_leaves_aggregates_out) {
  const auto read = sample("kalman-predict.json");
  ASSERT_EQ(read.rows.size(), 1U);
  const auto& row = read.rows[0];
  EXPECT_EQ(row.name, "eigen_predict_10x1x10/repeats:2/manual_time");
  EXPECT_EQ(row.samples.at("real_time").size(), 2U);
  EXPECT_EQ(row.samples.size(), 2U);
  EXPECT_DOUBLE_EQ(row.middles.at("real_time"), 6.8007354391031424e-07);
  ASSERT_TRUE(row.growth);
  EXPECT_EQ(row.growth->order, "(1)");
  EXPECT_EQ(row.growth->misfit, 0);
}

TEST(reading, takes_counters_threads_errors_and_complexity) {
  const auto read = sample("sample-new.json");
  const auto find = [&](const std::string& name) {
    for (const auto& row : read.rows)
      if (row.name == name) return row;
    ADD_FAILURE() << "no row " << name;
    return result_row();
  };
  EXPECT_EQ(find("sort/1024").samples.at("items_per_second").size(), 12U);
  EXPECT_EQ(find("sort/1024").samples.at("depth").at(0), 3);
  EXPECT_EQ(find("lock/real_time/threads:4").threads, 4);
  EXPECT_EQ(find("broken").error, "out of luck");
  EXPECT_FALSE(find("broken").measured());
  EXPECT_EQ(find("sort").growth->order, "NlgN");
  EXPECT_FALSE(find("sort").measured());
  EXPECT_EQ(read.contexts.at(0).library_build, "debug");
}

TEST(reading, takes_facts_of_a_programs_own_and_counters_of_any_name) {
  const auto read = sample("context.json");
  ASSERT_EQ(read.rows.size(), 2U);
  const auto& row = read.rows[1];
  EXPECT_EQ(row.name, "copy/N:32768/manual_time");
  EXPECT_EQ(row.label, "serial");
  EXPECT_EQ(read.contexts.at(0).more.at("Sample Version"), "4.0.1");
  EXPECT_DOUBLE_EQ(row.samples.at("real_time").at(1), 2.8222536000000004e-04);
  ASSERT_EQ(row.samples.at("FOM: GB/s").size(), 3U);
  EXPECT_DOUBLE_EQ(row.samples.at("FOM: GB/s").at(1), 1.8576927317941943);
}

TEST(reading, takes_hyperfine) {
  const auto read = sample("hyperfine.json");
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[1].name, "sleep 0.006");
  EXPECT_EQ(read.rows[1].samples.at("real_time").size(), 12U);
}

TEST(reading, knows_all_time_units) {
  const auto read = read_results_text(
      R"({"benchmarks": [{"name": "a", "real_time": 2, "time_unit": "ns"}, {"name": "b", "real_time": 2, "time_unit": "us"},
          {"name": "c", "real_time": 2, "time_unit": "ms"}, {"name": "d", "real_time": 2, "time_unit": "s"}]})",
      "f");
  const double expected[] = {2e-9, 2e-6, 2e-3, 2};
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_DOUBLE_EQ(read.rows[i].samples.at("real_time").at(0), expected[i]);
}

TEST(reading, takes_the_words_of_version_1_8_for_what_was_skipped) {
  const auto read = read_results_text(
      R"({"benchmarks": [{"name": "a", "run_type": "iteration", "skipped": true, "skip_message": "no device"}]})",
      "f");
  EXPECT_EQ(read.rows[0].error, "no device");
}

TEST(reading, takes_aggregates_alone) {
  const auto read = read_results_text(
      R"({"benchmarks": [{"name": "a_mean", "run_name": "a", "run_type": "aggregate", "aggregate_name": "mean", "real_time": 3, "time_unit": "s"},
          {"name": "a_median", "run_name": "a", "run_type": "aggregate", "aggregate_name": "median", "real_time": 2, "time_unit": "s"},
          {"name": "a_stddev", "run_name": "a", "run_type": "aggregate", "aggregate_name": "stddev", "real_time": 9, "time_unit": "s"}]})",
      "f");
  ASSERT_EQ(read.rows.size(), 1U);
  EXPECT_EQ(read.rows[0].middles.at("real_time"), 2);
  EXPECT_TRUE(read.rows[0].samples.empty());
}

// Google Benchmark writes what JSON cannot say.
TEST(reading, passes_over_numbers_that_are_none) {
  const auto read = read_results_text(
      R"({"benchmarks": [{"name": "a NaN", "real_time": 1, "rate": NaN, "more": -Infinity, "least": inf, "good": 5, "time_unit": "s"}]})",
      "f");
  EXPECT_EQ(read.rows[0].name, "a NaN");
  EXPECT_EQ(read.rows[0].samples.size(), 2U);
  EXPECT_EQ(read.rows[0].samples.at("good").at(0), 5);
}

TEST(reading, takes_several_programs_and_documents) {
  const auto one = [](const std::string& program) {
    return R"({"context": {"executable": "./)" + program +
           R"("}, "benchmarks": [{"name": "a", "real_time": 1}]})";
  };
  const auto read = read_results_text("Running things\n" + one("x") + '\n' + one("y") + one("x"), "f");
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[0].program, "x");
  EXPECT_EQ(read.rows[0].samples.at("real_time").size(), 2U);
  EXPECT_EQ(read.notes.size(), 1U);
}

TEST(reading, takes_a_folder_and_a_name) {
  const auto folder = read_results("all=" SAMPLES);
  EXPECT_EQ(folder.name, "all");
  EXPECT_GT(folder.rows.size(), 20U);
  EXPECT_EQ(read_results("k=" SAMPLES "/kalman-baseline.json").name, "k");
}

TEST(reading, says_in_one_line_what_is_wrong_with_a_file) {
  for (const auto* text :
       {"", "hello", "{", R"({"benchmarks": [{"name": "a", "real_ti)", "[1, 2]", R"({"results": 3})",
        R"({"benchmarks": []})", "{\"a\": \xff}", R"({"benchmarks": [1, null]})",
        R"({"benchmarks": [{"name": "a", "real_time": 1e999}]})"}) {
    const auto words = refusal(text);
    EXPECT_NE(words.find("f.json"), std::string::npos) << text;
    EXPECT_EQ(words.find('\n'), std::string::npos) << words;
    EXPECT_NE(words.find(';'), std::string::npos) << "what to do next: " << words;
  }
  EXPECT_NE(refusal("{\"benchmarks\": [\n{\"name\": \"a\",\n").find("line 3"), std::string::npos)
      << refusal("{\"benchmarks\": [\n{\"name\": \"a\",\n");
}

TEST(reading, survives_types_that_are_wrong) {
  const auto read = read_results_text(
      R"({"context": [1], "benchmarks": [{"name": 3}, {"name": "a", "real_time": "fast", "threads": {}, "time_unit": 1, "x": [1]},
          {"name": "a", "real_time": null, "y": true}]})",
      "f");
  EXPECT_EQ(read.rows.size(), 1U);
  EXPECT_FALSE(read.rows[0].measured());
}

TEST(reading, of_a_missing_file_says_so) {
  EXPECT_THROW(read_results("/nonexistent/x.json"), cannot_compare);
}

TEST(reading, tells_files_of_one_name_apart) {
  std::vector<results> all(2);
  all[0].name = all[1].name = "x";
  tell_apart(all, {"before/x.json", "after/x.json"});
  EXPECT_EQ(all[0].name, "before/x.json");
  EXPECT_EQ(all[1].name, "after/x.json");
}

}  // namespace
}  // namespace millrace::compare
