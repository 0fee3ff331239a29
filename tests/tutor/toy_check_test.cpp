// Checks of the toy course: what is built, what is ended, what is said.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "toy_course.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

TEST_F(toy_course, a_copy_that_was_put_back_with_its_old_time_is_judged_as_it_is) {
  save("// run: fail\n");
  const auto backup = root / "backup.cpp";
  fs::copy_file(copy(), backup);
  fs::last_write_time(backup, fs::file_time_type::clock::now() - std::chrono::hours(1));
  save("// run: well\n");
  ASSERT_EQ(run({"check", "bump"}), 0) << printed;
  fs::rename(backup, copy());
  EXPECT_EQ(run({"check", "bump"}), 1) << printed;
}

TEST_F(toy_course, an_error_in_the_candidate_is_the_candidates) {
  for (const std::string word : {"error", "template"}) {
    save("// compile: " + word + "\n");
    EXPECT_EQ(run({"check", "bump"}), 1) << printed;
    EXPECT_NE(printed.find("it does not compile"), std::string::npos) << printed;
    EXPECT_EQ(run({"run", "bump", "--candidate", "yours"}), 1) << printed;
  }
}

TEST_F(toy_course, a_build_that_fails_elsewhere_is_nobodys_failure) {
  for (const std::string word : {"elsewhere", "full", "gone"}) {
    save("// compile: " + word + "\n");
    EXPECT_EQ(run({"check", "bump"}), 2) << printed;
    EXPECT_NE(printed.find("the build failed, not in bump.cpp"), std::string::npos) << printed;
    EXPECT_NE(printed.find("millrace doctor"), std::string::npos) << printed;
    EXPECT_EQ(run({"run", "bump", "--candidate", "yours"}), 2) << printed;
  }
}

// The toy has no comparison, as a build without SQLite.
TEST_F(toy_course, a_benchmark_that_could_not_be_compared_is_refused_before_anything_is_built) {
  EXPECT_EQ(run({"bench", "bump"}), 2) << printed;
  EXPECT_EQ(std::ranges::count(printed, '\n'), 1) << printed;
  EXPECT_NE(printed.find("lessons/tutor/install-packages course"), std::string::npos) << printed;
  EXPECT_FALSE(fs::exists(root / "build/labs/toys/bump/scenario"));
}

TEST_F(toy_course, a_candidate_that_is_run_by_hand_dies_with_the_tutor) {
  save("trap '' HUP\nexec tail -f \"$0\"\n");
  auto tutor = millrace({"run", "bump", "--candidate", "yours"});
  ASSERT_TRUE(comes_true([this] { return hanging() == 1; })) << tutor.printed();
  tutor.send(SIGKILL);
  EXPECT_EQ(tutor.ended(), -1 - SIGKILL);
  EXPECT_TRUE(comes_true([this] { return hanging() == 0; }));
}

TEST_F(toy_course, the_newest_evidence_is_a_checks_with_its_speed_runs_in_it) {
  save("// run: well\n");
  ASSERT_EQ(run({"check", "bump"}), 0) << printed;
  ASSERT_EQ(run({"evidence", "bump"}), 0) << printed;
  EXPECT_NE(printed.find("verdict.json"), std::string::npos) << printed;
  EXPECT_NE(printed.find("speed/fixed-1/result.json"), std::string::npos) << printed;
}

/// A check whose compiler, in a process group of its own below ninja, does not come to an end.
class hanging_build : public toy_course {
 protected:
  void end_by(const std::function<void(terminal&)>& ending) {
    save("// compile: hang\n");
    auto tutor = millrace({"check", "bump"});
    ASSERT_TRUE(comes_true([this] { return hanging() == 1; })) << tutor.printed();
    ending(tutor);
    EXPECT_NE(tutor.ended(), 0);
    EXPECT_TRUE(comes_true([this] { return hanging() == 0; })) << "the compiler is left";
    save("// run: well\n");
    EXPECT_EQ(run({"check", "bump", "--instrument", "outcome"}), 0) << printed;
  }
};

TEST_F(hanging_build, ctrl_c_ends_it) {
  end_by([](terminal& tutor) { tutor.press("\x03"); });
}

TEST_F(hanging_build, the_death_of_the_tutor_ends_it) {
  end_by([](terminal& tutor) { tutor.send(SIGKILL); });
}

TEST_F(hanging_build, a_save_ends_it) {
  auto tutor = millrace();
  go_to_the_mending(tutor);
  save("// compile: hang\n");
  ASSERT_TRUE(comes_true([this] { return hanging() == 1; })) << tutor.printed();
  save("// run: fail\n");
  ASSERT_TRUE(tutor.await("bump, yours: failed")) << tutor.printed();
  EXPECT_EQ(hanging(), 0) << "the compiler is left";
  tutor.press("q");
  EXPECT_EQ(tutor.ended(), 0);
}

}  // namespace
}  // namespace millrace::tutor
