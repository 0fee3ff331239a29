// Orders come in faster than mails go out, and then the service is told to stop (SIGTERM, as at every
// deployment). It may refuse an order, but every order that it accepted is confirmed, once.
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;

void scenario(harness::run& run) {
  const int orders = run.scale({.explore = 2, .check = 40, .bench = 200});
  std::atomic<int> confirmed = 0;
  run.provide("mail", [&](const http::request&) {
    std::this_thread::sleep_for(10ms);
    ++confirmed;
    return http::response::with_status(200);
  });
  const auto service = run.start();

  const auto seen = run.drive(harness::closed_load{.clients = 8, .requests = orders},
                              [](const http::client& customer, int i) {
                                return customer.post("/order", "order " + std::to_string(i));
                              });
  run.expect_equal("each order is accepted or refused", seen.answered(202) + seen.answered(503), orders);
  run.expect_at_least("orders are accepted faster than mails go out", seen.answered(202) - confirmed, 1);
  run.stop();

  run.expect_equal("every order that was accepted is confirmed", confirmed.load(), seen.answered(202));
}
