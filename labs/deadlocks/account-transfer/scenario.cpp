// Money goes to and fro between the same accounts. Every transfer is answered and no money is made or lost.
#include <algorithm>
#include <string>

#include <millrace/harness/scenario.h>

using namespace millrace;

void scenario(harness::run& run) {
  const auto service = run.start();
  const int transfers = run.scale({.explore = 2, .check = 3'000, .bench = 20'000});

  // One after the other first: nothing can meet here, and yet both orders have been taken.
  const auto alone = run.client();
  const int there = alone.post("/transfer/0/1", "").status;
  run.expect_equal("the money arrives", alone.get("/balance/1").body, "1001");
  const int back = alone.post("/transfer/1/0", "").status;
  run.expect_equal("a single transfer is done", std::max(there, back), 200);

  const auto seen = run.drive(harness::closed_load{.clients = 8, .requests = transfers},
                              [](const http::client& customer, int index) {
                                return customer.post(index % 2 == 0 ? "/transfer/0/1" : "/transfer/1/0", "");
                              });
  run.expect_equal("every transfer is answered", seen.answered(200), transfers);
  run.expect_equal("no money is made or lost", run.client().get("/total").body, "8000");
}
