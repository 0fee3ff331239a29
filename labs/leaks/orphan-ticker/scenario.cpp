// People log in; what is over is swept out while the service goes on. Told to stop, it stops, and nothing of
// it is left.
#include <string>

#include <millrace/harness/scenario.h>

using namespace millrace;

void scenario(harness::run& run) {
  const auto service = run.start();
  const int logins = run.scale({.explore = 1, .check = 200, .bench = 5'000});

  const auto seen = run.drive(harness::closed_load{.clients = 4, .requests = logins},
                              [](const http::client& reader, int) { return reader.post("/login", ""); });
  run.expect_equal("everyone is logged in", seen.answered(201), logins);
  run.expect_equal("sessions are numbered one after the other", run.client().post("/login", "").body,
                   std::to_string(logins + 1));

  const auto kept = [&] { return run.client().get("/sessions").body; };
  run.expect("sessions that are over are swept out", run.eventually([&] { return kept() == "0"; }),
             kept() + " are kept");
}
