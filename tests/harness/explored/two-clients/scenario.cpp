// Two clients, a request each.
#include <millrace/harness/scenario.h>

using namespace millrace;

void scenario(harness::run& run) {
  const auto service = run.start();
  const auto seen = run.drive(harness::closed_load{.clients = 2, .requests = 2},
                              [](const http::client& each, int) { return each.get("/"); });
  run.expect_equal("both are answered", seen.answered(200), 2);
}
