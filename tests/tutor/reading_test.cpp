// The parts of the tutor that need no programs: Markdown, front matter, the journal, the workspace,
// compilers' words.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "course/course.h"
#include "progress/journal.h"
#include "terminal/markdown.h"
#include "terminal/style.h"
#include "verdict/builder.h"
#include "verdict/process.h"
#include "verdict/result.h"
#include "workspace/workspace.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

/// An empty folder for a test.
class folder_test : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "/millrace-test-XXXXXX";
    folder = mkdtemp(name.data());
  }
  void TearDown() override { fs::remove_all(folder); }
  fs::path write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << text;
    return folder / name;
  }
  fs::path folder;
};

using lesson_file = folder_test;
using journal_file = folder_test;
using workspace_folder = folder_test;

TEST(markdown, no_line_is_wider_than_asked) {
  const std::string text =
      "# A title\n\nA paragraph with **bold words** and `code` that goes on for some while, and *more of "
      "it*.\n\n"
      "- an item that is long enough to be broken over two lines at least\n- another\n\n> a quotation, "
      "rather long as well, to be broken\n";
  for (const bool colours : {false, true}) {
    std::istringstream lines(rendered_markdown(text, 40, style(colours)));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 40u) << line;
  }
}

TEST(markdown, without_colours_there_are_no_escapes) {
  EXPECT_EQ(rendered_markdown("# T\n\n**b** `c` *i*\n\n```cpp\nint x;\n```\n", 60, style(false)).find('\x1b'),
            std::string::npos);
}

TEST(markdown, wide_and_combining_characters_are_measured) {
  EXPECT_EQ(display_width("naïve"), 5u);
  EXPECT_EQ(display_width("漢字"), 4u);
  EXPECT_EQ(display_width("e\xcc\x81"), 1u);
  EXPECT_EQ(display_width("\x1b[31mred\x1b[0m"), 3u);
  EXPECT_EQ(display_width("\xff\xfe"), 2u) << "broken bytes";
}

TEST(markdown, code_keeps_its_lines) {
  const auto page = rendered_markdown("```cpp\nif (a < b) {\n  c();\n}\n```\n", 20, style(false));
  EXPECT_EQ(page, "    if (a < b) {\n      c();\n    }\n\n");
}

TEST_F(lesson_file, errors_name_the_file_and_what_is_missing) {
  const auto refused = [&](const std::string& text, const std::string& says) {
    try {
      read_lesson(write("l.md", text));
      FAIL() << text;
    } catch (const cannot_run& error) {
      EXPECT_NE(std::string(error.what()).find("l.md"), std::string::npos) << error.what();
      EXPECT_NE(std::string(error.what()).find(says), std::string::npos) << error.what();
    }
  };
  refused("# no front matter\n", "+++");
  refused("+++\ntitle = \"x\"\n", "closing +++");
  refused("+++\ntitle = \n+++\n", ":2");
  refused("+++\ntitle = \"x\"\n+++\n", "'lab'");
  refused("+++\nlab=\"a/b\"\ntitle=\"x\"\nquestion=\"q\"\nchoices=[\"a\"]\nanswer=2\nbecause=\"b\"\n+++\n",
          "'answer'");
}

TEST(course, every_lesson_of_the_real_course_is_read) {
  const auto all = read_course({PROJECT_ROOT, PROJECT_BUILD});
  EXPECT_GE(all.lessons().size(), 12u);
  EXPECT_EQ(all.lessons().front()->name, "request-counter");
  EXPECT_EQ(all.lab_named("races/request-counter").name, "request-counter");
  try {
    all.lab_named("request-countr");
    FAIL() << "there is no such lab";
  } catch (const cannot_run& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean request-counter"), std::string::npos);
  }
}

TEST_F(journal_file, what_is_added_is_read_back) {
  const journal notes(folder / "deep" / "progress.jsonl");
  notes.add("a", "predicted", 2);
  notes.add("a", "hint", 1);
  notes.add("a", "passed");
  notes.add("b", "checked", 0);
  auto progress = notes.read();
  EXPECT_EQ(progress["a"].prediction, 2);
  EXPECT_TRUE(progress["a"].passed);
  EXPECT_EQ(progress["b"].checks, 1);
  EXPECT_FALSE(progress["b"].passed);
}

TEST_F(journal_file, torn_and_foreign_lines_cost_nothing_else) {
  const journal notes(folder / "progress.jsonl");
  notes.add("a", "passed");
  std::ofstream(folder / "progress.jsonl", std::ios::app) << "{\"lesson\":\"b\",\"wh";
  notes.add("c", "passed");
  std::ofstream(folder / "progress.jsonl", std::ios::app)
      << "\nhello\n[1]\n{\"lesson\":3}\n{\"lesson\":\"d\",\"what\":[],\"value\":\"x\"}\n";
  auto progress = notes.read();
  EXPECT_TRUE(progress["a"].passed);
  EXPECT_TRUE(progress["c"].passed);
  EXPECT_FALSE(progress["d"].passed);
}

TEST_F(journal_file, two_writers_do_not_mix_and_a_kill_loses_nothing_noted) {
  const journal notes(folder / "progress.jsonl");
  const auto writer = [&](const std::string& lesson) {
    const pid_t child = fork();
    if (child == 0) {
      while (true) notes.add(lesson, "checked", 0);
    }
    return child;
  };
  const pid_t one = writer("one");
  const pid_t two = writer("two");
  // By its size: the writers are faster than a reader, who would never come to the end.
  const auto written = [&] {
    std::error_code not_yet;
    const auto size = fs::file_size(folder / "progress.jsonl", not_yet);
    return not_yet ? 0 : size;
  };
  while (written() < 50'000) std::this_thread::yield();
  kill(one, SIGKILL);
  kill(two, SIGKILL);
  waitpid(one, nullptr, 0);
  waitpid(two, nullptr, 0);
  const auto lines = read_file(folder / "progress.jsonl");
  const auto records = std::ranges::count(lines, '{');
  auto progress = notes.read();
  EXPECT_GE(records, 500);
  EXPECT_GE(progress["one"].checks + progress["two"].checks, records - 2);
}

TEST_F(journal_file, a_file_that_cannot_be_written_is_said) {
  EXPECT_THROW(journal("/proc/no/such/place").add("a", "passed"), cannot_run);
}

TEST_F(workspace_folder, nothing_is_ever_overwritten) {
  lab which;
  which.name = "x";
  which.directory = folder / "labs" / "x";
  write("labs/x/broken.cpp", "broken");
  const workspace copies(project{folder, folder});
  EXPECT_TRUE(copies.open(which));
  EXPECT_FALSE(copies.open(which));
  std::ofstream(copies.copy_of(which)) << "mine";
  EXPECT_FALSE(copies.open(which));
  EXPECT_EQ(read_file(copies.copy_of(which)), "mine");
  const auto kept = copies.reset(which);
  std::ofstream(copies.copy_of(which)) << "mine again";
  const auto kept_too = copies.reset(which);
  ASSERT_TRUE(kept && kept_too);
  EXPECT_EQ(read_file(*kept), "mine");
  EXPECT_EQ(read_file(*kept_too), "mine again");
  EXPECT_EQ(read_file(copies.copy_of(which)), "broken");
}

TEST_F(workspace_folder, of_two_tutors_one_makes_the_copy) {
  lab which;
  which.name = "x";
  which.directory = folder / "labs" / "x";
  write("labs/x/broken.cpp", "broken");
  const workspace copies(project{folder, folder});
  for (int round = 0; round < 200; ++round) {
    fs::remove(copies.copy_of(which));
    const pid_t other = fork();
    const bool made = copies.open(which);
    if (made) std::ofstream(copies.copy_of(which)) << "mine";
    if (other == 0) _exit(made ? 1 : 0);
    int status = 0;
    waitpid(other, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status) + (made ? 1 : 0), 1) << "in round " << round;
    ASSERT_EQ(read_file(copies.copy_of(which)), "mine") << "in round " << round;
  }
}

TEST(compiler_words, the_first_error_is_found) {
  const auto error = first_error_in(
      "[1/2] Building\n/x/a.h:3:1: note: here\n/x/yours.cpp:12:7: error: 'y' was not "
      "declared\n/x/yours.cpp:13:1: error: more\n");
  EXPECT_EQ(error.file, "/x/yours.cpp");
  EXPECT_EQ(error.line, 12);
  EXPECT_EQ(error.message, "'y' was not declared");
  EXPECT_NE(
      first_error_in("/usr/bin/ld: a.o: in function `f':\n/x/yours.cpp:3: undefined reference to `service'\n")
          .message.find("undefined reference"),
      std::string::npos);
  EXPECT_EQ(first_error_in("all is well\n").message, "");
}

TEST(compiler_words, a_line_of_a_megabyte_is_read) {
  const std::string long_type(1 << 20, 'x');
  const auto error = first_error_in("note: " + long_type + "\n/x/" + long_type +
                                    "\n/x/yours.cpp:12:7: error: no " + long_type + "\n");
  EXPECT_EQ(error.line, 12);
  EXPECT_EQ(error.message.size(), long_type.size() + 3);
}

TEST(compiler_words, a_log_points_into_a_file_or_elsewhere) {
  const fs::path yours = "/x/yours.cpp";
  EXPECT_TRUE(points_into(yours, "/x/yours.cpp:1:2: error: no\n"));
  EXPECT_TRUE(points_into(yours, "/x/yours.cpp:1:2:   required from here\n/usr/a.h:3:1: error: no\n"));
  EXPECT_TRUE(points_into(yours, "/h/main.cpp:87: undefined reference to `service(app&)'\n"));
  EXPECT_TRUE(
      points_into(yours, "main.cpp:(.text+0x0): multiple definition of `main'; a.o:7: first defined here\n"));
  EXPECT_FALSE(points_into(yours, "In file included from /x/yours.cpp:1:\n/usr/a.h:3:1: error: no\n"));
  EXPECT_FALSE(points_into(yours, "sh: 1: c++: not found\n"));
  EXPECT_FALSE(points_into(yours, "/usr/bin/ld: cannot find libtsan_preinit.o: No such file or directory\n"));
  EXPECT_FALSE(points_into(
      yours, "/x/yours.cpp:9:1: fatal error: error writing to /tmp/a.s: No space left on device\n"));
  EXPECT_FALSE(points_into(yours, "c++: fatal error: Killed signal terminated program cc1plus\n"));
}

TEST_F(journal_file, a_result_that_is_cut_short_or_foreign_is_refused) {
  for (const std::string text : {"", "{", "[]", "{\"format\":1}", "{\"format\":99}", "\xff\xfe"}) {
    write("result.json", text);
    EXPECT_THROW(read_result(folder), cannot_run) << text;
  }
  EXPECT_THROW(read_result(folder / "nowhere"), cannot_run);
}

TEST_F(journal_file, a_stop_request_ends_a_program_and_its_children) {
  std::stop_source stop;
  std::jthread stopper([&] {
    while (!fs::exists(folder / "begun")) std::this_thread::yield();
    stop.request_stop();
  });
  const auto run = run_process({"/bin/sh", "-c", "sleep 6543 & touch begun; wait"}, folder, stop.get_token());
  EXPECT_TRUE(run.stopped);
  EXPECT_NE(std::system("pgrep -f '[s]leep 6543' >/dev/null"), 0) << "the child is left";
}

}  // namespace
}  // namespace millrace::tutor
