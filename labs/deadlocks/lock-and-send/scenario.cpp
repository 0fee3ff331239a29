// The warehouse stands still for a moment, and more orders come than its line has places. Meanwhile one may
// ask how many orders are open; afterwards every order is shipped once.
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;

constexpr int customers = 8;
constexpr int places = 16;
const std::string no_answer = "no answer within 400 ms";

std::string open_orders(const harness::run& run) {
  try {
    return run.client({.timeout = 400ms}).get("/orders").body;
  } catch (const http::transport_error&) {
    return no_answer;
  }
}

void scenario(harness::run& run) {
  const int orders = run.scale({.explore = places + 2, .check = 60, .bench = 2'000});
  std::atomic<bool> stands_still = true;
  std::atomic<int> shipped = 0;
  run.provide("warehouse", [&](const http::request&) {
    for (int waited = 0; stands_still && waited < 300; ++waited) std::this_thread::sleep_for(10ms);
    ++shipped;
    return http::response::with_status(200);
  });
  const auto service = run.start();

  std::atomic<int> taken = 0;
  harness::load_result seen;
  std::jthread ordering([&] {
    seen = run.drive(harness::closed_load{.clients = customers, .requests = orders},
                     [&](const http::client&, int i) {
                       const auto customer = run.client({.timeout = 1s});
                       auto answer = customer.post("/order", "order " + std::to_string(i));
                       taken += answer.status == 201 ? 1 : 0;
                       return answer;
                     });
  });
  const int room = places + 1;  // with the one that the warehouse has in hand
  run.eventually([&] { return taken >= room; });
  run.expect_at_least("orders are taken while there is room", taken.load(), places);
  const auto open = open_orders(run);
  run.expect("who asks how many orders are open is answered at once", open != no_answer, open);
  run.eventually([&] { return taken > room; }, 100ms);
  run.expect_at_most("no more orders are taken than there is room for", taken.load(), room);
  stands_still = false;
  ordering.join();

  run.expect_equal("each order is taken or refused", seen.answered(201) + seen.answered(503), orders);
  std::string left;
  run.eventually([&] { return (left = open_orders(run)) == "0"; }, 500ms);
  run.expect_equal("each order that was taken is shipped once", shipped.load(), taken.load());
  run.expect_equal("what is shipped is open no more", left, "0");
}
