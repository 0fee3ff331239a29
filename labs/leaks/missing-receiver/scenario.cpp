// The profile service is slow for a while. Every request is answered all the same, in time or with a 504, and
// when the profile service has caught up nothing is left running.
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;

void scenario(harness::run& run) {
  const int requests = run.scale({.explore = 1, .check = 20, .bench = 200});
  std::atomic<bool> slow = false;
  auto& profiles = run.provide("profiles", [&](const http::request& request) {
    for (int waited = 0; slow && waited < 300; ++waited) std::this_thread::sleep_for(10ms);
    return http::response::text("profile " + request.path);
  });
  const auto service = run.start();
  const auto ask = [](const http::client& reader, int) { return reader.get("/profile/7"); };

  // On a machine that is busy with something else even a quick profile may come too late, once.
  std::string shown;
  run.eventually([&] {
    const auto answer = run.client().get("/profile/8");
    if (answer.status == 200) shown = answer.body;
    return !shown.empty();
  });
  run.expect_equal("a quick profile is shown", shown, "profile /profiles/8");

  slow = true;
  const auto late = run.drive(harness::closed_load{.clients = 4, .requests = requests}, ask);
  run.expect_equal("a late profile is answered with 504", late.answered(504), requests);
  run.expect_at_least("every profile is asked for", profiles.calls(), requests);
  slow = false;
  run.eventually([&] { return profiles.in_flight() == 0; });
}
