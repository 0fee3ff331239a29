// More images come than the resizer can take just now. The health check is answered all the same, who finds
// the queue full is told so, and every image that was queued is resized in the end.
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;

constexpr int places = 8;         // in the queue
constexpr int room = places + 2;  // with what the two workers have in hand

bool healthy(const harness::run& run) {
  try {
    return run.client({.timeout = 400ms}).get("/health").status == 200;
  } catch (const http::transport_error&) {
    return false;
  }
}

void scenario(harness::run& run) {
  const int images = run.scale({.explore = 14, .check = 60, .bench = 1'000});
  std::atomic<bool> resizer_is_slow = true;
  std::atomic<int> resized = 0;
  run.provide("resizer", [&](const http::request&) {
    for (int waited = 0; resizer_is_slow && waited < 300; ++waited) std::this_thread::sleep_for(10ms);
    ++resized;
    return http::response::with_status(200);
  });
  const auto service = run.start();

  std::atomic<int> answered = 0;
  harness::load_result seen;
  std::jthread senders([&] {
    seen = run.drive(harness::closed_load{.clients = 12, .requests = images},
                     [&](const http::client& sender, int i) {
                       auto answer = sender.post("/image", "image " + std::to_string(i));
                       ++answered;
                       return answer;
                     });
  });
  run.eventually([&] { return answered >= room; });
  bool always_healthy = true;
  for (int check = 0; check < 10; ++check) always_healthy = always_healthy && healthy(run);
  run.expect("the health check is answered while the queue is full", always_healthy,
             "no answer within 400 ms");
  run.eventually([&] { return answered >= images; }, 1'200ms);  // long enough to see who waits
  resizer_is_slow = false;
  senders.join();

  run.expect_equal("each image is queued or refused", seen.answered(202) + seen.answered(503), images);
  run.expect_at_least("who finds the queue full is told so", seen.answered(503), 1);
  run.expect_at_least("what fits is queued", seen.answered(202), places);
  run.eventually([&] { return resized >= seen.answered(202); });
  run.expect_equal("each image that was queued is resized once", resized.load(), seen.answered(202));
}
