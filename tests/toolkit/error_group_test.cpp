#include <atomic>
#include <stdexcept>
#include <vector>

#include <millrace/toolkit/error_group.h>

#include "no_task_left.h"

namespace millrace {
namespace {

class error_group_test : public test::no_task_left {};

TEST_F(error_group_test, an_exception_cancels_the_others_and_is_thrown_again) {
  error_group group;
  group.go([](const context& ctx) { ctx.wait(); });
  group.go([] { throw std::runtime_error("torn"); });
  try {
    group.wait();
    FAIL() << "it must throw";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "torn");
  }
  EXPECT_TRUE(group.ctx().done());
}

TEST_F(error_group_test, the_cause_is_what_failed) {
  error_group group;
  group.go([] { return std::make_error_code(std::errc::io_error); });
  EXPECT_EQ(group.wait(), std::errc::io_error);
  EXPECT_THROW(std::rethrow_exception(group.ctx().cause()), std::system_error);
}

TEST_F(error_group_test, ends_with_its_parent) {
  auto [parent, cancel] = with_cancel(context::background());
  error_group group(parent);
  group.go([](const context& ctx) {
    ctx.wait();
    return ctx.error();
  });
  cancel();
  EXPECT_EQ(group.wait(), errc::canceled);
}

TEST_F(error_group_test, the_destructor_waits) {
  std::atomic<bool> over = false;
  {
    error_group group;
    group.go([&] { over = true; });
  }
  EXPECT_TRUE(over);
}

TEST_F(error_group_test, stress_the_limit_holds_and_every_result_is_there) {
  std::vector<int> squares(500);
  std::atomic<int> active = 0;
  std::atomic<int> peak = 0;
  error_group group;
  group.set_limit(4);
  for (std::size_t i = 0; i < squares.size(); ++i) {
    group.go([&, i] {
      const int now = ++active;
      int most = peak;
      while (now > most && !peak.compare_exchange_weak(most, now)) {
      }
      squares[i] = static_cast<int>(i * i);
      --active;
    });
  }
  EXPECT_FALSE(group.wait());
  EXPECT_LE(peak, 4);
  for (std::size_t i = 0; i < squares.size(); ++i) EXPECT_EQ(squares[i], static_cast<int>(i * i));
}

}  // namespace
}  // namespace millrace
