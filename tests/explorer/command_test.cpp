// millrace explore, as its user has it.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "explored.h"

namespace millrace {
namespace {

namespace fs = std::filesystem;

struct said {
  int code = 0;
  std::string text;
};

said command(const std::string& words) {
  FILE* pipe = popen((std::string(MILLRACE) + " explore " + words + " 2>&1").c_str(), "r");
  said made;
  std::array<char, 4096> bytes{};
  while (const auto count = std::fread(bytes.data(), 1, bytes.size(), pipe))
    made.text.append(bytes.data(), count);
  made.code = WEXITSTATUS(pclose(pipe));
  return made;
}

std::string source(const std::string& name) {
  return std::string(SOURCES) + '/' + name;
}

bool contains(const said& what, const std::string& part) {
  return what.text.find(part) != std::string::npos;
}

/// A file that is gone with the test.
class scratch_file {
 public:
  scratch_file() : path_(fs::temp_directory_path() / ("explorer-test-" + std::to_string(getpid()))) {}
  ~scratch_file() { fs::remove(path_); }
  scratch_file(const scratch_file&) = delete;
  scratch_file& operator=(const scratch_file&) = delete;
  std::string name() const { return path_.string(); }

 private:
  fs::path path_;
};

/// Without what comes of columns and the width of lines.
std::string on_one_line(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

TEST(explore_command, tells_the_story_and_explains_it) {
  const scratch_file schedule;
  const auto found =
      command("--output " + schedule.name() + " -- " + source("failing/check_then_act.cpp") + " -pthread");
  EXPECT_EQ(found.code, 1) << found.text;
  EXPECT_TRUE(contains(found, "assertion failed: sold == 1")) << found.text;
  EXPECT_TRUE(contains(found, "read stock == 1")) << found.text;
  EXPECT_TRUE(contains(found, "had made it 0")) << found.text;
  EXPECT_TRUE(contains(found, "1 decision away from the normal course")) << found.text;
  const auto again =
      command("--replay " + schedule.name() + " -- " + source("failing/check_then_act.cpp") + " -pthread");
  EXPECT_EQ(again.code, 1) << again.text;
  EXPECT_TRUE(contains(again, "had made it 0")) << again.text;
  EXPECT_TRUE(contains(again, "as it was recorded; 1 decision away from the normal course")) << again.text;
  EXPECT_FALSE(contains(again, "not deterministic")) << again.text;
}

TEST(explore_command, says_who_starves_and_folds_what_goes_round) {
  const scratch_file schedule;
  const auto found =
      command("--output " + schedule.name() + " -- " + source("failing/writer_starved.cpp") + " -pthread");
  EXPECT_EQ(found.code, 1) << found.text;
  const auto line = on_one_line(found.text);
  EXPECT_NE(line.find("main waits for lock, which task "), std::string::npos) << found.text;
  EXPECT_NE(line.find("task 1 and task 2 (writer_starved.cpp:12) take it in turns"), std::string::npos)
      << found.text;
  EXPECT_NE(line.find("unlocks lock; these 2 steps "), std::string::npos) << found.text;
  EXPECT_LT(std::ranges::count(found.text, '\n'), 80) << found.text;
}

TEST(explore_command, shows_what_the_program_printed) {
  const scratch_file schedule;
  const auto found = command("--output " + schedule.name() + " -- " + source("failing/prints.cpp"));
  EXPECT_EQ(found.code, 1) << found.text;
  EXPECT_TRUE(contains(found, "exit status 3: main ended")) << found.text;
  EXPECT_TRUE(
      contains(found, "printed:\n       Größe 1 verkauft\n       Größe 2 verkauft\n       too [31mearly\n"))
      << found.text;
}

TEST(explore_command, says_where_in_the_program_a_library_crashed) {
  const scratch_file schedule;
  const auto place_of = [&](const std::string& program) {
    return on_one_line(
        command("--output " + schedule.name() + " -- " + source("failing/" + program) + " -fno-builtin")
            .text);
  };
  const auto in_library = place_of("crash_in_library.c");
  EXPECT_NE(in_library.find("in main (crash_in_library.c:20)"), std::string::npos) << in_library;
  const auto nowhere = place_of("null_function.c");
  EXPECT_NE(nowhere.find("in main (null_function.c:20)"), std::string::npos) << nowhere;
}

TEST(explore_command, tells_of_what_seldom_comes_that_it_came) {
  const scratch_file schedule;
  const auto told_of = [&](const std::string& program) {
    return on_one_line(command("--output " + schedule.name() + " -- " + source("failing/" + program)).text);
  };
  const auto gave_up = told_of("timed_lock.c");
  EXPECT_NE(gave_up.find("task 1 was up (timed_lock.c:13) before others had gone on"), std::string::npos)
      << gave_up;
  EXPECT_NE(gave_up.find("no longer waits for stock: its time is up"), std::string::npos) << gave_up;
  const auto unasked = told_of("unasked_wake.c");
  EXPECT_NE(unasked.find("task 1 woke up (unasked_wake.c:12) though nobody had woken it"), std::string::npos)
      << unasked;
  EXPECT_NE(unasked.find("wakes up, though nobody woke it, at ready"), std::string::npos) << unasked;
}

TEST(explore_command, says_that_something_outlives_a_schedule) {
  const scratch_file schedule;
  const auto found = command("--output " + schedule.name() + " -- " + source("failing/outlives.c"));
  EXPECT_TRUE(contains(found, "in the normal course, which passed before")) << found.text;
}

TEST(explore_command, tells_what_a_library_does_as_the_call_to_it) {
  const scratch_file schedule;
  const auto found = command("--output " + schedule.name() + " -- " + source("failing/shared_map.cpp"));
  EXPECT_TRUE(contains(found, "(shared_map.cpp:10, in map::operator[])")) << found.text;
  EXPECT_TRUE(
      contains(found, "task 2: enter (shared_map.cpp:10), called by main::lambda (shared_map.cpp:15)"))
      << found.text;
  EXPECT_TRUE(contains(found, "in map::operator[]")) << found.text;
  EXPECT_LT(std::ranges::count(found.text, '\n'), 24) << found.text;
}

TEST(explore_command, tells_who_called_what_races) {
  const scratch_file schedule;
  const auto found = command("--output " + schedule.name() + " -- " + source("failing/careless_caller.cpp"));
  EXPECT_TRUE(contains(found, "data race on total (careless_caller.cpp:11)")) << found.text;
  const auto line = on_one_line(found.text);
  EXPECT_NE(line.find("add (careless_caller.cpp:11), called by careless (careless_caller.cpp:20)"),
            std::string::npos)
      << found.text;
  EXPECT_FALSE(contains(found, "careful")) << found.text;
}

TEST(explore_command, tells_of_a_long_run_what_happens_where_tasks_change) {
  const scratch_file schedule;
  const auto found = command("--output " + schedule.name() + " -- " + source("failing/stress_loop.cpp"));
  EXPECT_EQ(found.code, 1) << found.text;
  const auto line = on_one_line(found.text);
  EXPECT_TRUE(line.find("before it went on") != std::string::npos) << found.text;
  EXPECT_TRUE(line.find("steps of task 1 are left out") != std::string::npos) << found.text;
  EXPECT_LT(std::ranges::count(found.text, '\n'), 120) << found.text;
}

TEST(explore_command, explores_a_test_whose_main_stands_in_a_library) {
  const scratch_file schedule;
  const auto found = command("--output " + schedule.name() + " -- " + source("../consumer/whole_test.cpp") +
                             " -lgtest -lgtest_main");
  EXPECT_EQ(found.code, 1) << found.text;
  EXPECT_TRUE(contains(found, "whole_test.cpp:22: Failure")) << found.text;
  EXPECT_TRUE(contains(found, "task 2 had made it 0")) << found.text;
}

TEST(explore_command, names_who_waits_for_whom) {
  const scratch_file schedule;
  const auto found =
      command("--output " + schedule.name() + " -- " + source("failing/abba.c") + " \"-DIT='s one'\"");
  EXPECT_TRUE(contains(found, R"(abba.c '-DIT='\''s one'\''')")) << found.text;
  EXPECT_EQ(found.code, 1) << found.text;
  EXPECT_TRUE(contains(found, "waits for left, which task")) << found.text;
  EXPECT_TRUE(contains(found, "waits for right, which task")) << found.text;
}

TEST(explore_command, passes_a_right_program_and_claims_no_more_than_it_saw) {
  const auto small = command("-- " + source("passing/static_pool.cpp"));
  EXPECT_EQ(small.code, 0) << small.text;
  EXPECT_TRUE(contains(small, "all schedules explored")) << small.text;
  const auto large = command("--schedules 200 -- " + source("passing/futures.cpp"));
  EXPECT_EQ(large.code, 0) << large.text;
  EXPECT_FALSE(contains(large, "all schedules explored")) << large.text;
  EXPECT_TRUE(contains(large, "which proves nothing about the rest")) << large.text;
}

TEST(explore_command, gives_the_program_its_arguments) {
  const auto found = command("--json -- " + source("../models/interpreter.cpp") + " -- i0z0");
  EXPECT_EQ(found.code, 1) << found.text;
  EXPECT_TRUE(contains(found, "\"kind\": \"assertion\"")) << found.text;
}

TEST(explore_command, says_what_it_cannot_do) {
  EXPECT_EQ(command("-- no_such_file.cpp").code, 2);
  EXPECT_EQ(command("-- -O2").code, 2);
  EXPECT_EQ(command("--search luck -- a.c").code, 2);
  const auto refused = command("-- " + source("refused/fork.c"));
  EXPECT_EQ(refused.code, 2);
  EXPECT_TRUE(contains(refused, "leave that out of what is explored: fork")) << refused.text;
}

TEST(replay, is_the_same_in_every_process) {
  const std::string program = std::string(PROGRAMS) + "/failing/philosophers";
  const auto found = explore(program, "schedules=1000 budget_ms=0");
  ASSERT_EQ(found.code, 1);
  const scratch_file schedule;
  std::ofstream(schedule.name()) << found.result.at("findings").at(0).at("schedule").get<std::string>()
                                 << '\n';
  std::set<std::string> stories;
  for (int i = 0; i < 100; ++i) {
    const auto again = explore(program, "replay=" + schedule.name());
    ASSERT_TRUE(again.found("deadlock"));
    stories.insert(again.result.at("findings").at(0).at("story").dump());
  }
  EXPECT_EQ(stories.size(), 1);
}

TEST(seed, decides_the_schedules) {
  const std::string program = std::string(PROGRAMS) + "/failing/driver_stop";
  const auto at = [&](const char* options) {
    const auto found = explore(program, options);
    const auto& findings = found.result.at("findings");
    return findings.at(findings.size() - 1).at("at_schedule").get<std::uint64_t>();
  };
  EXPECT_EQ(at("schedules=10000 search=random seed=5"), at("schedules=10000 search=random seed=5"));
  std::set<std::uint64_t> different;
  for (const char* options : {"schedules=10000 search=random seed=1", "schedules=10000 search=random seed=2",
                              "schedules=10000 search=random seed=3", "schedules=10000 search=random seed=4"})
    different.insert(at(options));
  EXPECT_GT(different.size(), 1);
}

}  // namespace
}  // namespace millrace
