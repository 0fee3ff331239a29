#include "model/playhead.h"

#include <gtest/gtest.h>

namespace millrace::viewer {
namespace {

class a_playhead : public testing::Test {
 protected:
  a_playhead() { hand.advance(0.1, 0, 10); }
  playhead hand;
};

TEST_F(a_playhead, follows_the_present) {
  EXPECT_TRUE(hand.live());
  hand.advance(0.1, 0, 11);
  EXPECT_EQ(hand.at(), 11);
}

TEST_F(a_playhead, stands_still_when_paused) {
  hand.pause();
  hand.advance(1, 0, 20);
  EXPECT_EQ(hand.at(), 10);
  EXPECT_FALSE(hand.live());
}

TEST_F(a_playhead, plays_on_from_where_it_was_put) {
  hand.seek(4);
  hand.advance(1, 0, 11);
  EXPECT_EQ(hand.at(), 5);
  hand.set_speed(2);
  hand.advance(1, 0, 12);
  EXPECT_EQ(hand.at(), 7);
}

TEST_F(a_playhead, that_has_caught_up_is_live_again) {
  hand.seek(9);
  hand.set_speed(10);
  hand.advance(1, 0, 10);
  EXPECT_TRUE(hand.live());
  EXPECT_EQ(hand.at(), 10);
}

TEST_F(a_playhead, slower_than_the_present_falls_behind) {
  hand.set_speed(0.5);
  EXPECT_FALSE(hand.live());
  hand.advance(1, 0, 11);
  EXPECT_EQ(hand.at(), 10.5);
  hand.advance(10, 0, 11);
  EXPECT_FALSE(hand.live()) << "it would fall behind again at once";
}

TEST_F(a_playhead, has_a_slowest_and_a_fastest_speed) {
  hand.set_speed(0);
  EXPECT_EQ(hand.speed(), playhead::slowest);
  hand.set_speed(1000);
  EXPECT_EQ(hand.speed(), playhead::fastest);
}

TEST_F(a_playhead, is_carried_along_when_the_past_is_forgotten) {
  hand.pause();
  hand.seek(1);
  hand.advance(0, 3, 20);
  EXPECT_EQ(hand.at(), 3);
  EXPECT_TRUE(hand.paused());
}

TEST_F(a_playhead, cannot_be_put_where_nothing_is_known) {
  hand.seek(99);
  hand.advance(0, 3, 20);
  EXPECT_EQ(hand.at(), 20);
  hand.seek(-99);
  hand.pause();
  hand.advance(0, 3, 20);
  EXPECT_EQ(hand.at(), 3);
}

TEST_F(a_playhead, goes_live_from_anywhere) {
  hand.seek(2);
  hand.pause();
  hand.set_speed(0.1);
  hand.go_live();
  hand.advance(0, 3, 20);
  EXPECT_EQ(hand.at(), 20);
  EXPECT_EQ(hand.speed(), 1);
  EXPECT_FALSE(hand.paused());
}

}  // namespace
}  // namespace millrace::viewer
