// Checks of the toy course: what is built, what is ended, what is said.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
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

}  // namespace
}  // namespace millrace::tutor
