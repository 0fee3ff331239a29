// One client floods the service; others ask five times each. The flood is held to its limit, and nobody else
// pays for it.
#include <string>

#include <millrace/harness/scenario.h>

using namespace millrace;

constexpr int modest_requests = 5;

void scenario(harness::run& run) {
  const auto service = run.start();
  const int flood = run.scale({.explore = 12, .check = 400, .bench = 20'000});
  const int modest_clients = run.scale({.explore = 1, .check = 20, .bench = 100});

  const auto greedy = run.drive(harness::closed_load{.clients = 4, .requests = flood},
                                [](const http::client& client, int) { return client.get("/forecast"); });
  run.expect_at_least("a client gets its burst at once", greedy.answered(200), 10);
  run.expect_at_most("a flood is held to its limit", greedy.answered(200),
                     10 + 2 * (1 + static_cast<int>(greedy.elapsed.count())));

  int served = 0;
  for (int i = 0; i < modest_clients; ++i) {
    const auto client = run.client({.local_address = "127.0.1." + std::to_string(i + 1)});
    for (int n = 0; n < modest_requests; ++n) served += client.get("/forecast").status == 200 ? 1 : 0;
  }
  run.expect_equal("a modest client is served while another floods the service", served,
                   modest_clients * modest_requests);
}
