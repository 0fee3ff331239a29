// A learner's session with the toy course.
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/file.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "toy_course.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

using toy_session = toy_course;

TEST_F(toy_session, a_pass_counts_before_its_speed_is_measured) {
  auto tutor = millrace();
  go_to_the_mending(tutor);
  save("// run: well\n// bench: hang\n");
  ASSERT_TRUE(tutor.await("bump, yours: passed")) << tutor.printed();
  ASSERT_TRUE(tutor.await("And here?")) << tutor.printed();
  EXPECT_NE(progress().find("\"passed\""), std::string::npos) << progress();
  ASSERT_TRUE(comes_true([this] { return hanging() == 1; })) << "the measurement";
  tutor.press("q");
  EXPECT_EQ(tutor.ended(), 0) << tutor.printed();
}

TEST_F(toy_session, the_speed_is_said_once_it_is_known) {
  auto tutor = millrace();
  go_to_the_mending(tutor);
  save("// run: well\n");
  ASSERT_TRUE(tutor.await("And here?")) << tutor.printed();
  tutor.press("2");
  ASSERT_TRUE(tutor.await("times the throughput of the reference fix")) << tutor.printed();
  tutor.press("q");
  EXPECT_EQ(tutor.ended(), 0) << tutor.printed();
}

TEST_F(toy_session, a_broken_run_that_could_not_be_made_is_not_taken_for_seen) {
  const auto broken = root / "labs/toys/bump/broken.cpp";
  for (const std::string line : {"// compile: gone\n", "// run: impossible\n"}) {
    std::ofstream(broken) << line;
    auto tutor = millrace();
    ASSERT_TRUE(tutor.await("q leaves: ")) << tutor.printed();
    tutor.press("1");
    ASSERT_TRUE(tutor.await("It did not run.")) << tutor.printed();
    EXPECT_EQ(progress().find("\"broken\""), std::string::npos) << progress();
    std::ofstream(broken) << "// run: fail\n";
    tutor.press("c");
    ASSERT_TRUE(tutor.await("Mend it in your editor")) << tutor.printed();
    EXPECT_NE(progress().find("\"broken\""), std::string::npos) << progress();
    fs::remove_all(root / "lessons/workspace");
  }
}

TEST_F(toy_session, what_a_key_cannot_do_is_said_and_the_session_goes_on) {
  auto tutor = millrace({}, {"VISUAL=/nonexistent/editor --wait"});
  go_to_the_mending(tutor);
  tutor.press("o");
  ASSERT_TRUE(tutor.await("your editor '/nonexistent/editor --wait' does not start")) << tutor.printed();
  fs::remove(copy());
  tutor.press("d");
  ASSERT_TRUE(tutor.await("you have no working copy of bump yet")) << tutor.printed();
  tutor.press("h");
  ASSERT_TRUE(tutor.await("hint 1 of 3")) << tutor.printed();
  tutor.press("q");
  EXPECT_EQ(tutor.ended(), 0) << tutor.printed();
}

TEST_F(toy_session, keys_without_a_character_answer_nothing) {
  auto tutor = millrace();
  ASSERT_TRUE(tutor.await("1 to 3, q leaves:")) << tutor.printed();
  for (const std::string key : {"\x1b[15~", "\x1b[[A", "\x1bOQ", "\x1b[1;2P", "\x1b[24~", "\x1bq"})
    tutor.press(key);
  tutor.press("2");
  ASSERT_TRUE(tutor.await("Mend it in your editor")) << tutor.printed();
  EXPECT_NE(tutor.printed().find("You predicted: Roll"), std::string::npos) << tutor.printed();
  tutor.press("q");
  EXPECT_EQ(tutor.ended(), 0) << tutor.printed();
}

TEST_F(toy_session, keys_and_saves_are_heard_while_another_build_is_waited_for) {
  auto tutor = millrace();
  go_to_the_mending(tutor);
  const int lock = open((root / "build/.millrace-build").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(flock(lock, LOCK_EX), 0);
  save("// run: fail\n// again\n");
  EXPECT_TRUE(tutor.await("waiting for another build")) << tutor.printed();
  save("// run: fail\n// and again\n");
  EXPECT_TRUE(tutor.await("waiting for another build")) << tutor.printed();
  tutor.press("q");
  EXPECT_EQ(tutor.ended(), 0) << tutor.printed();
  close(lock);
}

}  // namespace
}  // namespace millrace::tutor
