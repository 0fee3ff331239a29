// Reports of the real sanitizers (samples/), whole and damaged.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include <millrace/harness/reports/address_sanitizer.h>
#include <millrace/harness/reports/sanitizer_text.h>
#include <millrace/harness/reports/task_report.h>
#include <millrace/harness/reports/thread_sanitizer.h>
#include <millrace/harness/supervisor/lab.h>

namespace millrace::harness {
namespace {

std::string sample(const std::string& name) {
  std::ifstream file(std::string(SAMPLES) + '/' + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(reports, a_data_race_is_one_finding_with_both_accesses) {
  const source_focus focus("/srv/millrace/labs/races/request-counter/broken.cpp");
  const auto findings = read_thread_sanitizer(sample("race.txt"), focus);
  ASSERT_EQ(findings.size(), 1u);
  const auto& race = findings[0];
  EXPECT_EQ(race.kind, "data race");
  EXPECT_EQ(short_place(race.where), "broken.cpp:12");
  ASSERT_GE(race.stacks.size(), 4u);
  EXPECT_EQ(race.stacks[0].title.find("thread T"), std::string::npos)
      << "threads have their names: " << race.stacks[0].title;
  EXPECT_NE(race.stacks[0].title.find("'connection"), std::string::npos);
  EXPECT_EQ(short_place(focus.of(race.stacks[1].frames)), "broken.cpp:12");
}

// They name the build of each module.
TEST(reports, newer_compilers_reports_say_as_much) {
  const source_focus focus("/srv/millrace/labs/races/request-counter/broken.cpp");
  const auto findings = read_thread_sanitizer(sample("race-gcc-14.txt"), focus);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(short_place(findings[0].where), "broken.cpp:12");
  ASSERT_GE(findings[0].stacks.size(), 4u);
  EXPECT_EQ(short_place(focus.of(findings[0].stacks[1].frames)), "broken.cpp:12");
  EXPECT_EQ(short_place(focus.of(findings[0].stacks[3].frames)), "broken.cpp:30") << "where it was spawned";
}

TEST(reports, a_lock_order_is_found_in_the_candidate) {
  const source_focus focus("/srv/millrace/labs/deadlocks/account-transfer/broken.cpp");
  const auto findings = read_thread_sanitizer(sample("lock-order.txt"), focus);
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].kind, "lock order");
  EXPECT_EQ(findings[0].where.file, focus.source());
}

TEST(reports, a_use_after_return_is_found_in_the_candidate) {
  const source_focus focus("/srv/millrace/labs/leaks/dangling-capture/broken.cpp");
  const auto findings = read_address_sanitizer(sample("memory.txt"), focus);
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].kind, "stack use after return");
  EXPECT_EQ(findings[0].where.file, focus.source());
}

TEST(reports, undefined_behaviour_has_its_place) {
  const auto findings = read_address_sanitizer(
      "/x/a.cpp:3:7: runtime error: signed integer overflow: 1 + 2\n/x/a.cpp:3:7: runtime error: signed "
      "integer overflow: 1 + 2\n",
      source_focus("/x/a.cpp"));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, "undefined behaviour");
  EXPECT_EQ(findings[0].where.line, 3);
  EXPECT_EQ(findings[0].count, 2);
}

TEST(reports, text_without_a_report_has_no_findings) {
  for (const std::string text :
       {"", "\n\n", "hello\n", "ThreadSanitizer: reported 1 warnings\n", "#0 x /a.cpp:1\n"}) {
    EXPECT_TRUE(read_thread_sanitizer(text, source_focus("/a.cpp")).empty()) << text;
    EXPECT_TRUE(read_address_sanitizer(text, source_focus("/a.cpp")).empty()) << text;
  }
}

// Cut off anywhere, or with bytes turned over: never a crash, and no findings out of nothing.
TEST(reports, damage_does_no_harm) {
  std::mt19937 random(5);
  for (const std::string name : {"race.txt", "lock-order.txt", "memory.txt"}) {
    const auto whole = sample(name);
    ASSERT_FALSE(whole.empty());
    for (std::size_t length = 0; length < whole.size(); length += 37) {
      auto damaged = whole.substr(0, length);
      for (int i = 0; i < 5 && !damaged.empty(); ++i)
        damaged[random() % damaged.size()] = static_cast<char>(random());
      EXPECT_LE(read_thread_sanitizer(damaged, source_focus("/a")).size(), 8u);
      EXPECT_LE(read_address_sanitizer(damaged, source_focus("/a")).size(), 8u);
    }
  }
}

TEST(reports, frames_of_both_sanitizers_are_read) {
  const auto tsan =
      read_frame("    #1 service(app&)::{lambda()#1}::operator()() /p/broken.cpp:14:3 (broken+0x12)");
  ASSERT_TRUE(tsan);
  EXPECT_EQ(tsan->at.file, "/p/broken.cpp");
  EXPECT_EQ(tsan->at.line, 14);
  const auto asan = read_frame("    #0 0x55d in f(int) /p/a b.cpp:7");
  ASSERT_TRUE(asan);
  EXPECT_EQ(asan->function.substr(0, 1), "f");
  EXPECT_FALSE(read_frame("Thread T1 created by main"));
  EXPECT_FALSE(read_frame("#"));
}

TEST(reports, a_census_survives_strange_lines) {
  const std::vector<std::string> lines = {"task\t1\tp\tjanitor\tsleep\t/a.cpp:3\t/a.cpp:2\t-\t-",
                                          "task\tshort", "", "nonsense\t\t\t\t\t\t\t\t"};
  const auto tasks = read_tasks(lines, "/no/such/program", source_focus("/a.cpp"));
  ASSERT_EQ(tasks.size(), 1u);
  EXPECT_EQ(tasks[0].note.name, "janitor");
  EXPECT_EQ(tasks[0].note.blocked_on, "sleep");
  EXPECT_EQ(tasks[0].note.at.line, 3);
}

TEST(lab_file, amounts_are_read_and_nonsense_is_refused) {
  EXPECT_EQ(parse_bytes("256 MiB"), 256 << 20);
  EXPECT_EQ(parse_bytes("17"), 17);
  EXPECT_EQ(parse_duration("10 s"), std::chrono::seconds(10));
  for (const std::string bad : {"", "MiB", "-1 s", "5 parsecs", "99999999999999999999 s", "1e3 s"}) {
    EXPECT_THROW(parse_duration(bad), std::invalid_argument) << bad;
    EXPECT_THROW(parse_bytes(bad), std::invalid_argument) << bad;
  }
}

TEST(lab_file, errors_name_the_file_and_the_line) {
  const auto file = testing::TempDir() + "/lab.toml";
  std::ofstream(file) << "title = \"x\"\n[bounds\n";
  try {
    read_lab(file);
    FAIL() << "the file is malformed";
  } catch (const cannot_run& error) {
    EXPECT_NE(std::string(error.what()).find("lab.toml:2"), std::string::npos) << error.what();
  }
  EXPECT_THROW(read_lab("/no/such/lab.toml"), cannot_run);
}

}  // namespace
}  // namespace millrace::harness
