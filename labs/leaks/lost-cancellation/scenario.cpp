// Readers start a search and leave before it is done. Who stays gets an answer; for who left, the index is
// soon asked no more and the searches that were under way are given up.
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;

void scenario(harness::run& run) {
  const int readers = run.scale({.explore = 1, .check = 8, .bench = 64});
  std::atomic<bool> slow = false;
  auto& index = run.provide("index", [&](const http::request& request) {
    const auto asker = request.context();
    for (int waited = 0; slow && waited < 300 && !asker.done(); ++waited) asker.wait_for(10ms);
    return http::response::text(request.path + "\n");
  });
  const auto service = run.start();

  run.expect_equal("who waits gets the answer", run.client().get("/search?q=mill").body,
                   "/fiction/mill\n/science/mill\n/history/mill\n");

  slow = true;
  run.drive(harness::closed_load{.clients = 8, .requests = readers},
            [&](const http::client&, int) { return run.client({.timeout = 100ms}).get("/search?q=race"); });
  const bool given_up = run.eventually([&] { return index.in_flight() == 0; }, 2s);
  run.expect("a search ends when its reader leaves", given_up,
             std::to_string(index.in_flight()) + " searches still go on for readers who have left");
  slow = false;
}
