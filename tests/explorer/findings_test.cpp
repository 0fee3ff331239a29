// Each kind of finding has a program in which it must be found; right programs must be left alone.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "explored.h"

namespace millrace {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> programs_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& each : fs::directory_iterator(fs::path(SOURCES) / folder))
    names.push_back(each.path().filename().string());
  std::ranges::sort(names);
  return names;
}

std::string built(const std::string& folder, const std::string& source) {
  return std::string(PROGRAMS) + '/' + folder + '/' + fs::path(source).stem().string();
}

std::string first_line(const std::string& folder, const std::string& source) {
  std::ifstream file(fs::path(SOURCES) / folder / source);
  std::string line;
  std::getline(file, line);
  return line;
}

/// What stands behind that word in a program's first line.
std::vector<std::string> wanted(const std::string& folder, const std::string& source,
                                const std::string& word) {
  const auto line = first_line(folder, source);
  std::istringstream rest(line.substr(line.find(word) + word.size()));
  std::vector<std::string> all;
  for (std::string each; std::getline(rest >> std::ws, each, ',');) all.push_back(each);
  return all;
}

std::string test_name(const testing::TestParamInfo<std::string>& of) {
  return fs::path(of.param).stem().string();
}

/// What the program does afterwards is of no interest. What locks do to their memory is not told step by
/// step.
bool ends_with_race(const nlohmann::json& failure) {
  const auto& story = failure.at("story");
  const auto races = [&](const nlohmann::json& step) {
    return step.at("plain").get<bool>() && step.at("task") == failure.at("task") &&
           step.at("frames").at(0) == failure.at("site");
  };
  return std::ranges::none_of(story, races) || races(story.back());
}

class failing : public testing::TestWithParam<std::string> {};

TEST_P(failing, is_found_and_comes_again) {
  const auto seen = explore(built("failing", GetParam()), "schedules=50000 budget_ms=0");
  ASSERT_EQ(seen.code, 1) << seen.words;
  for (const auto& kind : wanted("failing", GetParam(), "finds: "))
    EXPECT_TRUE(seen.found(kind)) << "not found: " << kind << ", but " << seen.kinds();
  for (const auto& each : seen.result.at("findings")) {
    EXPECT_TRUE(each.at("again").get<bool>()) << each.at("kind");
    EXPECT_LE(each.at("decisions"), each.at("decisions_found"));
    EXPECT_TRUE(each.at("kind") != "race" || ends_with_race(each)) << each.dump(1);
  }
}

INSTANTIATE_TEST_SUITE_P(programs, failing, testing::ValuesIn(programs_in("failing")), test_name);

class passing : public testing::TestWithParam<std::string> {};

TEST_P(passing, has_no_finding) {
  const auto seen = explore(built("passing", GetParam()), "schedules=20000 budget_ms=2000");
  ASSERT_EQ(seen.code, 0) << seen.words << (seen.result.is_null() ? "" : seen.kinds());
  const bool may_be_cut =
      first_line("passing", GetParam()).find("some schedules are cut") != std::string::npos;
  EXPECT_TRUE(may_be_cut || seen.result.at("cut") == 0) << seen.result.at("cut");
}

INSTANTIATE_TEST_SUITE_P(programs, passing, testing::ValuesIn(programs_in("passing")), test_name);

class refused : public testing::TestWithParam<std::string> {};

TEST_P(refused, says_why_in_one_line) {
  const auto seen = explore(built("refused", GetParam()), "schedules=10");
  EXPECT_EQ(seen.code, 2);
  EXPECT_EQ(std::ranges::count(seen.words, '\n'), 1) << seen.words;
  for (const auto& why : wanted("refused", GetParam(), "refuses: "))
    EXPECT_NE(seen.words.find(why), std::string::npos) << seen.words;
}

INSTANTIATE_TEST_SUITE_P(programs, refused, testing::ValuesIn(programs_in("refused")), test_name);

TEST(tasks_that_begin_together, need_not_wait_for_a_main_that_waits_for_them) {
  const auto seen =
      explore(built("passing", "waits_while_starting.cpp"), "schedules=2000 budget_ms=0 search=random");
  EXPECT_EQ(seen.code, 0) << seen.words;
  EXPECT_EQ(seen.result.at("cut"), 0);
}

}  // namespace
}  // namespace millrace
