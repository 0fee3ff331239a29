#pragma once

#include <chrono>
#include <filesystem>
#include <iterator>
#include <thread>

#include <gtest/gtest.h>

#include <millrace/toolkit/context.h>

namespace millrace::test {

using namespace std::chrono_literals;

/// Waits for something that another thread brings about; false if it does not come.
template <class Condition>
bool eventually(Condition condition) {
  const auto give_up = std::chrono::steady_clock::now() + 20s;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > give_up) return false;
    std::this_thread::yield();
  }
  return true;
}

/// Proves that a test leaves no thread behind.
class no_task_left : public testing::Test {
 protected:
  void SetUp() override {
    // The toolkit's timer thread is started once for the process; so it is there before and after.
    const auto [ctx, cancel] = with_timeout(context::background(), 1h);
    static_cast<void>(ctx.on_done([] {}));
    before_ = threads();
  }
  void TearDown() override {
    EXPECT_TRUE(eventually([&] { return threads() <= before_; }))
        << threads() - before_ << " threads are left";
  }

 private:
  static long threads() {
    return std::distance(std::filesystem::directory_iterator("/proc/self/task"),
                         std::filesystem::directory_iterator());
  }
  long before_ = 0;
};

}  // namespace millrace::test
