// An ordinary GoogleTest program whose main stands in gtest_main; it must fail now and then.
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

TEST(stock, is_not_oversold) {
  std::mutex mutex;
  int stock = 1;
  const auto sell = [&] {
    const bool is_left = [&] {
      const std::scoped_lock lock(mutex);
      return stock > 0;
    }();
    const std::scoped_lock lock(mutex);
    if (is_left) --stock;
  };
  std::thread a(sell);
  std::thread b(sell);
  a.join();
  b.join();
  EXPECT_EQ(stock, 0);
}
