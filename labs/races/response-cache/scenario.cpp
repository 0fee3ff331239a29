// Readers ask for pages that are new and pages that are known. Everyone gets the page they asked for, a known
// page is not rendered again, and different pages are rendered side by side.
#include <chrono>
#include <string>
#include <thread>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;

void scenario(harness::run& run) {
  const int pages = run.scale({.explore = 2, .check = 200, .bench = 400});
  const int requests = run.scale({.explore = 4, .check = 2'000, .bench = 20'000});
  auto& renderer = run.provide("renderer", [](const http::request& request) {
    std::this_thread::sleep_for(2ms);
    return http::response::text("page for " + request.path);
  });
  const auto service = run.start();

  const auto name = [&](int index) { return std::to_string(index * 7 % pages); };
  const auto seen = run.drive(harness::closed_load{.clients = 8, .requests = requests},
                              [&](const http::client& reader, int index) {
                                auto page = reader.get("/page/" + name(index));
                                const bool right = page.body == "page for /render/" + name(index);
                                return right ? page : http::response::with_status(599, "another page");
                              });

  run.expect_equal("everyone gets the page they asked for", seen.answered(200), requests);
  run.expect_at_most("a known page is not rendered again", renderer.calls(), 2 * pages);
  run.expect_at_least("different pages are rendered side by side", renderer.peak_in_flight(), 2);
}
