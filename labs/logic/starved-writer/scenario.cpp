// Readers ask for page after page, and meanwhile the archive is changed, twice. A change is done in little
// more time than one page takes, from then on pages come from the new archive, and readers do not wait for
// one another.
#include <chrono>
#include <string>
#include <thread>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;

/// Pages take from 60 to 120 ms, so that readers do not come and go in step.
http::response page(const http::request& asked) {
  const auto number = std::stol(asked.path.substr(asked.path.rfind('/') + 1));
  std::this_thread::sleep_for(60ms + 1ms * (number * 7 % 60));
  return http::response::text(asked.path);
}

bool change_archive(const harness::run& run, const std::string& name) {
  try {
    const auto librarian = run.client({.timeout = 400ms});
    return librarian.send(context::background(), "PUT", "/archive", name).status == 200;
  } catch (const http::transport_error&) {
    return false;
  }
}

std::string read_page(const harness::run& run, const std::string& name) {
  try {
    return run.client().get("/page/" + name).body;
  } catch (const http::transport_error&) {
    return "no answer";
  }
}

void scenario(harness::run& run) {
  const int readers = run.scale({.explore = 3, .check = 16, .bench = 16});
  const int pages = run.scale({.explore = 24, .check = 190, .bench = 2'000});
  auto& archives = run.provide("archives", page);
  const auto service = run.start();

  harness::load_result seen;
  std::jthread reading([&] {
    seen =
        run.drive(harness::closed_load{.clients = readers, .requests = pages},
                  [](const http::client& reader, int i) { return reader.get("/page/" + std::to_string(i)); });
  });
  run.eventually([&] { return archives.calls() >= 2 * readers; });
  const bool first = change_archive(run, "annex");
  const bool second = change_archive(run, "cellar");
  const auto afterwards = read_page(run, "7");
  reading.join();

  run.expect_at_least("readers do not wait for one another", archives.peak_in_flight(), 2);
  run.expect("a change of the archive is done while readers read", first && second,
             "it had no answer within 400 ms");
  run.expect_equal("after a change pages come from the new archive", afterwards, "/cellar/7");
  run.expect_equal("each reader gets each page", seen.answered(200), pages);
}
