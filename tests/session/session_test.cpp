// What a learner does at a terminal, from a copy of the project that nothing has been built in.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "terminal.h"

namespace millrace {
namespace {

namespace fs = std::filesystem;

constexpr int columns = 100;
constexpr int rows = 400;  // pages are not broken

std::string contents(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class session : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string name = fs::temp_directory_path() / "millrace-session-XXXXXX";
    root = mkdtemp(name.data());
    for (const char* part : {"CMakeLists.txt", "labs", "lessons"}) {
      fs::copy(fs::path(PROJECT_ROOT) / part, root / part, fs::copy_options::recursive);
    }
    fs::remove_all(root / "lessons/workspace");
    terminal first({root / "lessons/start", "list"}, {"NO_COLOR=1"}, columns, rows);
    ASSERT_TRUE(first.await("0 of 16 lessons")) << first.printed();
    ASSERT_EQ(first.ended(), 0) << first.printed();
  }
  static void TearDownTestSuite() {
    // The first lab may still be building behind an earlier test.
    terminal({"/usr/bin/flock", root / "build/.first-lab", "true"}, {}, columns, rows).ended();
    fs::remove_all(root);
  }
  void TearDown() override { fs::remove_all(root / "lessons/workspace"); }

  static terminal start(std::vector<std::string> words = {}, int wide = columns) {
    words.insert(words.begin(), (root / "lessons/start").string());
    return terminal(words, {"NO_COLOR=1"}, wide, rows);
  }
  static fs::path copy() { return root / "lessons/workspace/request-counter.cpp"; }
  /// As editors do it: a new file in the old one's place.
  static void save(const fs::path& from) {
    const fs::path beside = copy().string() + "~";
    fs::copy_file(from, beside, fs::copy_options::overwrite_existing);
    fs::rename(beside, copy());
  }
  static void save_text(const std::string& text) { std::ofstream(copy()) << text; }
  static fs::path source(const std::string& name) {
    return root / "labs/races/request-counter" / (name + ".cpp");
  }

  static void await_the_question(terminal& tutor) {
    ASSERT_TRUE(tutor.await("1 to 3, q leaves:")) << tutor.printed();
  }
  static void answer_and_go_to_the_mending(terminal& tutor) {
    tutor.press("1");
    ASSERT_TRUE(tutor.await("Mend it in your editor")) << tutor.printed();
    ASSERT_TRUE(tutor.await("q quit")) << tutor.printed();
  }

  static inline fs::path root;
};

TEST_F(session, a_lesson_from_the_story_to_the_next_lesson) {
  auto tutor = start();
  ASSERT_TRUE(tutor.await("The visit counter that forgets")) << tutor.printed();
  ASSERT_TRUE(tutor.await("1 to 3, q leaves:"));
  tutor.press("7");  // not a choice
  tutor.press("1");
  ASSERT_TRUE(tutor.await("data race")) << tutor.printed();
  ASSERT_TRUE(tutor.await("broken.cpp:12")) << "the access in the learner's words";
  ASSERT_TRUE(tutor.await("You predicted: 2000, always"));
  ASSERT_TRUE(tutor.await("Your working copy is lessons/workspace/request-counter.cpp"));
  EXPECT_EQ(contents(copy()), contents(source("broken")));

  tutor.press("h");
  ASSERT_TRUE(tutor.await("hint 1 of 3"));
  tutor.press("d");
  ASSERT_TRUE(tutor.await("Your copy is broken.cpp, unchanged."));

  save_text(contents(source("broken")) + "\nint oops = \"text\";\n");
  ASSERT_TRUE(tutor.await("saved; checking")) << tutor.printed();
  ASSERT_TRUE(tutor.await("request-counter.cpp:")) << tutor.printed();
  ASSERT_TRUE(tutor.await("invalid conversion"));

  save(source("fixed"));
  ASSERT_TRUE(tutor.await("request-counter, yours: passed")) << tutor.printed();
  ASSERT_TRUE(tutor.await("from broken to fixed"));
  ASSERT_TRUE(tutor.await("You predicted: 2000, always"));
  ASSERT_TRUE(tutor.await("And here?"));
  ASSERT_TRUE(tutor.await("q leaves:"));
  tutor.press("1");
  ASSERT_TRUE(tutor.await("n goes on to the next lesson."));
  tutor.press("n");
  ASSERT_TRUE(tutor.await("The story")) << "of the next lesson";
  ASSERT_TRUE(tutor.await("q leaves:"));
  EXPECT_FALSE(tutor.echoes());
  tutor.press("q");
  ASSERT_TRUE(tutor.await("Your progress is kept.")) << tutor.printed();
  EXPECT_EQ(tutor.ended(), 0);
  EXPECT_TRUE(tutor.echoes()) << "the terminal is as it was";

  auto list = start({"list"});
  EXPECT_TRUE(list.await("1 of 16 lessons")) << list.printed();
}

TEST_F(session, what_was_done_before_a_kill_is_not_asked_again) {
  {
    auto tutor = start();
    await_the_question(tutor);
    answer_and_go_to_the_mending(tutor);
    save_text("// half a thought");
    ASSERT_TRUE(tutor.await("saved; checking"));
    tutor.send(SIGKILL);
    EXPECT_EQ(tutor.ended(), -1 - SIGKILL);
  }
  EXPECT_EQ(contents(copy()), "// half a thought");
  auto again = start();
  ASSERT_TRUE(again.await("You go on with lessons/workspace/request-counter.cpp")) << again.printed();
  EXPECT_EQ(again.printed().find("1 to 3"), std::string::npos) << "the prediction was kept";
  again.press("R");
  ASSERT_TRUE(again.await("Begin again with broken.cpp?")) << again.printed();
  again.press("y");
  ASSERT_TRUE(again.await("is kept as lessons/workspace/kept/request-counter.")) << again.printed();
  EXPECT_EQ(contents(copy()), contents(source("broken")));
  const auto kept = fs::directory_iterator(root / "lessons/workspace/kept")->path();
  EXPECT_EQ(contents(kept), "// half a thought");
  again.press("q");
  EXPECT_EQ(again.ended(), 0);
}

TEST_F(session, two_tutors_at_once_share_one_progress) {
  auto one = start();
  auto other = start();
  // Whoever starts after the other's answer finds it in the progress that they share, and does not ask.
  await_the_question(one);
  await_the_question(other);
  answer_and_go_to_the_mending(one);
  answer_and_go_to_the_mending(other);
  save(source("fixed"));
  ASSERT_TRUE(one.await("request-counter, yours: passed")) << one.printed();
  ASSERT_TRUE(other.await("request-counter, yours: passed")) << other.printed();
  one.send(SIGTERM);
  EXPECT_EQ(one.ended(), 0);
  other.send(SIGTERM);
  EXPECT_EQ(other.ended(), 0);
  auto list = start({"list", "--json"});
  EXPECT_TRUE(list.await("\"passed\": true")) << list.printed();
}

TEST_F(session, lines_follow_the_width_of_the_terminal) {
  auto tutor = start({}, 60);
  ASSERT_TRUE(tutor.await("1 to 3, q leaves:"));
  std::istringstream lines(tutor.printed());
  for (std::string line; std::getline(lines, line);) {
    const bool is_a_path = line.find('/') != std::string::npos;
    EXPECT_TRUE(is_a_path || line.size() <= 64u) << line;
  }
  tutor.press("2");
  ASSERT_TRUE(tutor.await("q quit")) << tutor.printed();
  tutor.resize(44, rows);
  tutor.press("h");
  ASSERT_TRUE(tutor.await("hint 1 of 3"));
  ASSERT_TRUE(tutor.await("q quit"));
  const auto hint = tutor.printed().substr(tutor.printed().find("hint 1 of 3"));
  std::istringstream of_hint(hint.substr(0, hint.find("c check")));
  for (std::string line; std::getline(of_hint, line);) EXPECT_LE(line.size(), 46u) << line;
}

TEST_F(session, the_end_of_the_terminal_ends_the_tutor) {
  auto tutor = start();
  ASSERT_TRUE(tutor.await("q leaves:"));
  tutor.press("\x04");
  EXPECT_EQ(tutor.ended(), 0) << tutor.printed();
}

TEST_F(session, a_full_disk_costs_no_work_and_is_said) {
  fs::create_directories(root / "lessons/workspace");
  const auto on_a_full_disk = [](const std::string& words) {
    const std::string workspace = root / "lessons/workspace";
    const std::string script = "mount -t tmpfs -o size=4k none " + workspace + " || exit 77; echo kept > " +
                               workspace + "/request-counter.cpp; head -c 9999 /dev/zero > " + workspace +
                               "/fill; " + (root / "build/millrace").string() + ' ' + words +
                               "; code=$?; cat " + workspace + "/request-counter.cpp " + workspace +
                               "/kept/*; exit $code";
    return terminal({"/usr/bin/unshare", "-rm", "/bin/sh", "-c", script}, {"NO_COLOR=1"}, columns, rows);
  };
  auto hint = on_a_full_disk("hint request-counter");
  const int code = hint.ended();
  if (code == 77 || code == 1) GTEST_SKIP() << "no file system may be mounted here: " << hint.printed();
  EXPECT_EQ(code, 2) << hint.printed();
  EXPECT_TRUE(hint.await("No space left on device")) << hint.printed();
  auto reset = on_a_full_disk("reset request-counter");
  EXPECT_EQ(reset.ended(), 2) << reset.printed();
  EXPECT_TRUE(reset.await("No space left on device")) << reset.printed();
  EXPECT_TRUE(reset.await("kept")) << "the learner's copy is still there";
  auto check = on_a_full_disk("check request-counter --candidate broken");
  EXPECT_EQ(check.ended(), 2) << check.printed();
  EXPECT_TRUE(check.await("No space left on device")) << check.printed();
}

TEST_F(session, without_a_compiler_the_way_out_is_said) {
  terminal check({root / "build/millrace", "check", "request-counter", "--candidate", "broken"},
                 {"NO_COLOR=1", "PATH=/nonexistent"}, columns, rows);
  ASSERT_TRUE(check.await("cmake")) << check.printed();
  EXPECT_EQ(check.ended(), 2) << check.printed();
}

}  // namespace
}  // namespace millrace
