// People sign up while the mail service is slow. Each is answered at once, and each gets one welcome, at
// their own address.
#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;

std::string address(int index) {
  return "reader-" + std::to_string(index) + "@the-long-name-of-a-library.example";
}

void scenario(harness::run& run) {
  const int people = run.scale({.explore = 1, .check = 8, .bench = 64});
  std::atomic<int> answered = 0;
  std::mutex mutex;
  std::multiset<std::string> letters;  // guarded by mutex
  run.provide("mail", [&](const http::request& request) {
    for (int waited = 0; answered < people && waited < 400; ++waited) std::this_thread::sleep_for(5ms);
    if (request.path == "/send") {
      const std::lock_guard lock(mutex);
      letters.insert(request.body);
    }
    return http::response::text("4711");
  });
  const auto service = run.start();

  const auto sent = [&] {
    const std::lock_guard lock(mutex);
    return static_cast<int>(letters.size());
  };
  // Everybody stays connected until the letters are out: as they would, reading the next page.
  const auto seen = run.drive(harness::closed_load{.clients = people, .requests = people},
                              [&](const http::client& person, int i) {
                                auto answer = person.post("/signup", address(i));
                                ++answered;
                                run.eventually([&] { return sent() >= people; });
                                return answer;
                              });
  run.expect_equal("everyone is answered at once", seen.answered(202), people);
  run.expect_equal("one welcome is sent for each", sent(), people);
  int right = 0;
  for (int i = 0; i < people; ++i) right += letters.count("welcome, " + address(i)) == 1 ? 1 : 0;
  run.expect_equal("each goes to the address that signed up", right, people);
}
