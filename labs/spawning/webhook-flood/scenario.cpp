// A burst of events arrives while the partner is slow. Each is answered at once, and each that was taken on
// is delivered once; a service may refuse what it has no room for, but not everything.
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;

void scenario(harness::run& run) {
  const int events = run.scale({.explore = 3, .check = 400, .bench = 4'000});
  std::atomic<bool> burst_is_over = false;
  std::atomic<int> delivered = 0;
  run.provide("partner", [&](const http::request&) {
    for (int waited = 0; !burst_is_over && waited < 150; ++waited) std::this_thread::sleep_for(10ms);
    ++delivered;
    return http::response::with_status(200);
  });
  const auto service = run.start();

  const auto seen = run.drive(
      harness::closed_load{.clients = 8, .requests = events},
      [](const http::client& source, int i) { return source.post("/event", "event " + std::to_string(i)); });
  run.expect_equal("an event is answered before the partner has taken it", delivered.load(), 0);
  burst_is_over = true;

  run.expect_equal("each event is taken on or refused", seen.answered(202) + seen.answered(503), events);
  run.expect_at_least("some events are taken on", seen.answered(202),
                      run.scale({.explore = 1, .check = 16, .bench = 16}));
  run.eventually([&] { return delivered >= seen.answered(202); });
  run.expect_equal("each event that was taken on is delivered once", delivered.load(), seen.answered(202));
}
