// How long being woken takes decides how long a task stays awake.
#include <gtest/gtest.h>

#include <millrace/toolkit/waking.h>

namespace millrace::detail {
namespace {

using namespace std::chrono_literals;

TEST(waking, learns_how_long_it_takes) {
  waking here;
  for (int i = 0; i < 300; ++i) here.took(30us);
  EXPECT_NEAR(static_cast<double>(here.takes().count()), 30'000, 1'000);
  for (int i = 0; i < 30; ++i) here.took(6us);
  EXPECT_NEAR(static_cast<double>(here.takes().count()), 6'000, 1'000);
}

TEST(waking, does_not_count_what_a_thread_waits_for_its_turn) {
  waking here;
  for (int i = 0; i < 3'000; ++i) here.took(i % 4 == 0 ? 8us : 3ms);
  EXPECT_LT(here.takes(), 25us);
}

TEST(waking, is_never_thought_to_take_longer_than_it_can) {
  waking here;
  for (int i = 0; i < 3'000; ++i) here.took(1h);
  EXPECT_LE(here.takes(), 50us);
}

}  // namespace
}  // namespace millrace::detail
