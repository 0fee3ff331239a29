// A schedule's table tells what matters, not everything that happened.
#include "exploration/folded_rows.h"

#include <gtest/gtest.h>

namespace millrace::tutor {
namespace {

void add_turn(std::vector<table_row>& rows, std::uint32_t task, const std::vector<std::string>& texts) {
  int line = 10;
  for (const auto& text : texts) rows.push_back({task, {"handler", "broken.cpp", line++}, text});
}

std::vector<table_row> orders(std::uint32_t count) {
  std::vector<table_row> rows;
  for (std::uint32_t task = 1; task <= count; ++task) {
    add_turn(rows, task,
             {"locks mutex", "writes open: " + std::to_string(task), "in channel::send", "unlocks mutex"});
  }
  return rows;
}

TEST(a_crowd_that_does_the_same, is_told_by_its_last) {
  auto rows = orders(16);
  add_turn(rows, 17, {"locks mutex", "writes open: 17", "waits in channel::send"});
  add_turn(rows, 18, {"waits for mutex"});
  fold_crowds(rows);
  ASSERT_EQ(rows.size(), 8U);
  EXPECT_EQ(rows[0].task, 16U);
  EXPECT_EQ(rows[1].text, "writes open: 16");
  EXPECT_EQ(rows[3].text, "unlocks mutex; so did 15 tasks before it, one after the other");
  EXPECT_EQ(rows[4].task, 17U);
}

TEST(a_crowd_that_does_the_same, stands_anywhere) {
  std::vector<table_row> rows;
  add_turn(rows, 30, {"reads stop"});
  for (const auto& each : orders(3)) rows.push_back(each);
  add_turn(rows, 30, {"reads stop"});
  fold_crowds(rows);
  ASSERT_EQ(rows.size(), 6U);
  EXPECT_EQ(rows[1].task, 3U);
  EXPECT_EQ(rows[5].task, 30U);
}

// Both have read what there was: that is the bug.
TEST(two_that_do_the_same, are_both_told) {
  auto rows = orders(2);
  fold_crowds(rows);
  EXPECT_EQ(rows.size(), 8U);
}

TEST(one_who_comes_again, is_no_part_of_a_crowd) {
  auto rows = orders(4);
  add_turn(rows, 3, {"waits for mutex"});
  fold_crowds(rows);
  EXPECT_EQ(rows.size(), 17U);
}

TEST(what_differs_in_a_word, is_no_crowd) {
  std::vector<table_row> rows;
  add_turn(rows, 1, {"locks mutex"});
  add_turn(rows, 2, {"unlocks mutex"});
  add_turn(rows, 3, {"locks mutex"});
  fold_crowds(rows);
  EXPECT_EQ(rows.size(), 3U);
}

}  // namespace
}  // namespace millrace::tutor
