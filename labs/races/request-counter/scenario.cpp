// Eight visitors come at once, again and again. Every visit must be counted, and every visitor welcomed.
#include <string>

#include <millrace/harness/scenario.h>

using namespace millrace;

void scenario(harness::run& run) {
  const auto service = run.start();
  const int visits = run.scale({.explore = 2, .check = 2'000, .bench = 20'000});

  const auto seen = run.drive(harness::closed_load{.clients = 8, .requests = visits},
                              [](const http::client& visitor, int) { return visitor.get("/visit"); });

  run.expect_equal("every visitor is welcomed", seen.answered(200), visits);
  run.expect_equal("every visit is counted", run.client().get("/visits").body, std::to_string(visits));
}
