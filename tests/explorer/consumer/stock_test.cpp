// What a project of somebody else's would write: some of these tests must fail, and check.cmake knows which.
#include <cassert>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include <millrace/googletest/explore.h>

namespace {

class shop {
 public:
  bool sell_hastily() {
    if (left() == 0) return false;
    const std::scoped_lock lock(mutex_);
    --left_;
    return true;
  }
  bool sell() {
    const std::scoped_lock lock(mutex_);
    if (left_ == 0) return false;
    --left_;
    return true;
  }
  int left() const {
    const std::scoped_lock lock(mutex_);
    return left_;
  }

 private:
  mutable std::mutex mutex_;
  int left_ = 1;
};

int sold_before = 0;

TEST(stock, is_oversold) {
  millrace::explore([] {
    shop one;
    std::thread other([&] { one.sell_hastily(); });
    one.sell_hastily();
    other.join();
    EXPECT_GE(one.left(), 0);
  });
}

TEST(stock, is_not_oversold) {
  millrace::explore([] {
    shop one;
    std::thread other([&] { one.sell(); });
    one.sell();
    other.join();
    EXPECT_EQ(one.left(), 0);
  });
}

TEST(stock, begins_anew_in_each_run) {
  std::printf("printed by the test itself\n");
  int captured = 0;
  millrace::explore([&] {
    EXPECT_EQ(++captured, 1);
    EXPECT_EQ(++sold_before, 1);
  });
  EXPECT_EQ(captured, 0);
  EXPECT_EQ(sold_before, 0);
}

TEST(stock, may_change_the_user_beside_explorations) {
  EXPECT_EQ(setuid(getuid()), 0);
  millrace::explore([] { shop().sell(); });
  EXPECT_EQ(setuid(getuid()), 0);
}

/// What runs in no exploration runs as ever: clocks, sleeps, processes, pipes, signals, a failed assertion.
TEST(stock, is_counted_beside_explorations) {
  using clock = std::chrono::steady_clock;
  const auto began = clock::now();
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_GE(clock::now() - began, std::chrono::milliseconds(5));
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) _exit(write(ends[1], "7", 1) == 1 ? 7 : 1);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 7);
  char count = 0;
  EXPECT_EQ(read(ends[0], &count, 1), 1);
  EXPECT_EQ(count, '7');
  static volatile int signals = 0;
  std::signal(SIGUSR1, [](int) { signals = signals + 1; });
  EXPECT_EQ(raise(SIGUSR1), 0);
  EXPECT_EQ(signals, 1);
  EXPECT_EXIT(assert(count == 8), testing::KilledBySignal(SIGABRT), "count == 8");
  EXPECT_EXIT(std::exit(3), testing::ExitedWithCode(3), "");
}

TEST(stock, races) {
  millrace::explore(
      [] {
        int total = 0;
        std::thread other([&] { ++total; });
        ++total;
        other.join();
      },
      {.schedules = 100});
}

TEST(stock, throws) {
  millrace::explore([] { throw std::runtime_error("sold out"); }, {.schedules = 10});
}

TEST(stock, starts_threads_outside) {
  std::thread([] {}).join();
}

TEST(stock, runs_as_ever_without_exploration) {
  shop one;
  EXPECT_TRUE(one.sell());
  EXPECT_FALSE(one.sell());
}

}  // namespace
