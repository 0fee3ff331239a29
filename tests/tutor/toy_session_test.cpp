// A learner's session with the toy course.
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "toy_course.h"

namespace millrace::tutor {
namespace {

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

}  // namespace
}  // namespace millrace::tutor
