// More people want tickets than there are, and the bank takes its time. Each show sells exactly its five
// tickets, a ticket whose payment fails goes to somebody else, and one buyer's payment does not hold up
// another's.
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;

constexpr int tickets_per_show = 5;

void scenario(harness::run& run) {
  const int shows = run.scale({.explore = 1, .check = 12, .bench = 400});
  const int buyers = run.scale({.explore = 2, .check = 12, .bench = 12});
  const int declined_orders = run.scale({.explore = 2, .check = 15, .bench = 15});
  const int orders = run.scale({.explore = 6, .check = 24, .bench = 24});
  auto& payments = run.provide("payments", [](const http::request& request) {
    std::this_thread::sleep_for(5ms);
    return http::response::with_status(request.body == "declined" ? 402 : 200);
  });
  const auto service = run.start();

  const auto declined =
      run.drive(harness::closed_load{.clients = buyers, .requests = declined_orders},
                [](const http::client& buyer, int) { return buyer.post("/order/declined", ""); });
  run.expect_equal("a failed payment sells no ticket", declined.answered(201), 0);
  run.expect_equal("a ticket that was not paid for is offered again",
                   run.client().post("/order/declined", "").status, 402);

  std::atomic<int> sold = 0;
  for (int show = 0; show < shows; ++show) {
    const std::string target = "/order/show-" + std::to_string(show);
    const auto seen = run.drive(harness::closed_load{.clients = buyers, .requests = orders},
                                [&](const http::client& buyer, int) { return buyer.post(target, ""); });
    sold += seen.answered(201);
  }
  run.expect_at_most("no more tickets are sold than there are", sold.load(), shows * tickets_per_show);
  run.expect_at_least("every ticket is sold", sold.load(), shows * tickets_per_show);
  run.expect_at_least("payments are made side by side", payments.peak_in_flight(), 2);
}
