// Many more ask for a quote than the pricing service can serve, which is two at a time, 40 ms each. What it
// can serve is answered in time, it is not kept busy for those who have left, and after the rush all is well
// at once.
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr auto patience = 200ms;
constexpr auto one_price = 40ms;
constexpr std::size_t at_a_time = 2;

/// A quote as a customer sees it: one that comes very late is none. Who is refused asks again no sooner than
/// who has waited in vain.
http::response ask(const http::client& customer, int trip) {
  const auto began = steady_clock::now();
  auto answer = customer.get("/quote/" + std::to_string(trip));
  if (answer.status == 503) std::this_thread::sleep_for(patience);
  const bool late = answer.status == 200 && steady_clock::now() - began > 2 * patience;
  return late ? http::response::with_status(504, "too late") : answer;
}

void scenario(harness::run& run) {
  const int customers = run.scale({.explore = 12, .check = 80, .bench = 80});
  const int requests = run.scale({.explore = 12, .check = 400, .bench = 4'000});
  std::array<std::mutex, at_a_time> desks;
  std::atomic<std::size_t> next = 0;
  auto& pricing = run.provide("pricing", [&](const http::request& request) {
    const std::lock_guard in_turn(desks[next++ % at_a_time]);
    std::this_thread::sleep_for(one_price);
    return http::response::text("the price of " + request.path);
  });
  const auto service = run.start();
  run.expect_equal("a quote is for the trip that was asked for", run.client().get("/quote/7").body,
                   "the price of /price/7");

  const auto seen = run.drive(harness::closed_load{.clients = customers, .requests = requests}, ask);
  const int asked = pricing.calls();
  const int after_the_rush = ask(run.client(), 8).status;

  const int in_time = seen.answered(200);
  const int capacity = static_cast<int>(at_a_time * (seen.elapsed / one_price));
  run.expect_equal("each request is answered", seen.answered(), requests);
  run.expect_at_least("what there is capacity for is answered in time", in_time, capacity / 3);
  run.expect_at_most("hardly a price is worked out for somebody who has left", asked, in_time * 3 / 2 + 8);
  run.expect_equal("after the rush a request is answered at once", after_the_rush, 200);
}
