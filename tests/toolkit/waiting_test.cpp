// What waiting costs, and that nobody waits for ever behind others who do not sleep.
#include <atomic>
#include <ctime>
#include <thread>
#include <vector>

#include <millrace/toolkit/brief_mutex.h>
#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/worker_pool.h>

#include "no_task_left.h"

namespace millrace {
namespace {

using namespace std::chrono_literals;

class waiting_test : public test::no_task_left {};

/// CPU time of all threads.
std::chrono::nanoseconds cpu_time() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

TEST_F(waiting_test, who_waits_long_costs_no_processor_time) {
  channel<int> empty;
  channel<int> full(1);
  full.send(0);
  worker_pool idle({.workers = 4, .queue = 8});
  std::vector<std::jthread> waiting;
  for (int i = 0; i < 4; ++i) {
    waiting.emplace_back([c = empty]() mutable { static_cast<void>(c.receive()); });
    waiting.emplace_back([c = full]() mutable { static_cast<void>(c.send_for(1, 1h)); });
  }
  std::this_thread::sleep_for(50ms);
  const auto before = cpu_time();
  std::this_thread::sleep_for(200ms);
  EXPECT_LT(cpu_time() - before, 200ms / 20) << "of twelve threads that all wait";
  empty.close();
  full.close();
}

std::chrono::nanoseconds cost_of_handing_over(int pairs, std::size_t capacity, int values) {
  channel<int> c(capacity);
  const auto before = cpu_time();
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < pairs; ++i) {
      threads.emplace_back([=]() mutable {
        for (int n = 0; n < values / pairs; ++n) c.send(n);
      });
      threads.emplace_back([=]() mutable {
        for (int n = 0; n < values / pairs; ++n) static_cast<void>(c.receive());
      });
    }
  }
  return cpu_time() - before;
}

// Each value of sixteen threads may cost more than one of two, but not as if all of them were woken for each.
TEST_F(waiting_test, sixteen_threads_do_not_collapse) {
  constexpr int values = 8'000;
  for (const std::size_t capacity : {0u, 1u, 128u}) {
    const auto alone =
        std::max<std::chrono::nanoseconds>(cost_of_handing_over(1, capacity, values), values * 1us);
    EXPECT_LT(cost_of_handing_over(8, capacity, values), 10 * alone) << "capacity " << capacity;
  }
}

// A pair that never sleeps goes before a sleeper, but not for ever.
TEST_F(waiting_test, a_sleeper_has_its_turn) {
  for (const std::size_t capacity : {0u, 4u}) {
    channel<int> c(capacity);
    std::atomic<bool> served = false;
    std::jthread sleeper([&, c]() mutable { served = static_cast<bool>(c.receive()); });
    std::this_thread::sleep_for(20ms);
    std::jthread busy([c]() mutable {
      while (c.receive()) {
      }
    });
    for (int i = 0; i < 5'000; ++i) c.send(i);
    EXPECT_TRUE(test::eventually([&] { return served.load(); })) << "capacity " << capacity;
    c.close();
  }
}

TEST_F(waiting_test, a_brief_mutex_lets_one_in_at_a_time) {
  detail::brief_mutex mutex;
  int counted = 0;  // guarded by mutex
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 2'000; ++i) {
          const std::lock_guard lock(mutex);
          ++counted;
          if (i % 500 == 0) std::this_thread::yield();  // the others find it held for long
        }
      });
    }
  }
  EXPECT_EQ(counted, 16'000);
}

}  // namespace
}  // namespace millrace
