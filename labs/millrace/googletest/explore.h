#pragma once

#include <chrono>
#include <cstdint>
#include <source_location>
#include <string>
#include <type_traits>

namespace millrace {

/// How far an exploration goes. Where a number of schedules is given, the time does not matter.
struct exploration_bounds {
  std::uint64_t schedules = 0;
  std::chrono::milliseconds time{2000};
  std::uint64_t seed = 1;
  std::string search = "portfolio";  ///< random, pct, pos or dfs for one of them alone
};

/// Runs `body` under as many schedules as the bounds allow, and fails the test with the shortest story in
/// which something goes wrong: an EXPECT, ASSERT or assert in it, an exception, a deadlock, a data race, ...
///
///   TEST(queue, keeps_all) {
///     millrace::explore([] {
///       queue jobs;
///       std::thread other([&] { jobs.push(1); });
///       jobs.push(2);
///       other.join();
///       EXPECT_EQ(jobs.size(), 2);
///     });
///   }
///
/// What the tasks share belongs into the body. The test's program is made ready by CMake's
/// millrace_explores_functions. The body runs in a process of its own: nothing that it changes is left. Tests
/// beside explorations run as ever, but may start no threads: such tests belong into a program of their own.
template <class Body>
void explore(Body&& body, const exploration_bounds& bounds = {},
             std::source_location where = std::source_location::current());

/// The same for a plain function.
void explore_function(void (*body)(void*), void* argument, const exploration_bounds& bounds,
                      std::source_location where);

template <class Body>
void explore(Body&& body, const exploration_bounds& bounds, std::source_location where) {
  using type = std::remove_reference_t<Body>;
  explore_function([](void* argument) { (*static_cast<type*>(argument))(); },
                   const_cast<std::remove_const_t<type>*>(&body), bounds, where);
}

}  // namespace millrace
