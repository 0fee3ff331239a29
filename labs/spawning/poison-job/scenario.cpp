// Some invoices cannot be sent: one has no number for its amount, one has too large a one, one is for a
// customer whom the mail server does not know. The others are sent all the same, and whoever asks is told
// what became of theirs.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr std::array poison = {"twelve", "99999999999999999999", "404"};

std::vector<std::string> invoices_of(int count, unsigned seed) {
  std::vector<std::string> invoices;
  for (int i = 0; i < count; ++i) {
    invoices.push_back(i % 5 == 0 ? poison[static_cast<std::size_t>(i / 5) % poison.size()]
                                  : std::to_string(1'000 + i));
  }
  std::shuffle(invoices.begin(), invoices.end(), std::mt19937(seed));
  return invoices;
}

/// A shop that is refused, because many invoices wait, comes again later, but not for ever.
http::response hand_in(const http::client& shop, const std::string& target, const std::string& invoice,
                       steady_clock::time_point end) {
  auto answer = shop.post(target, invoice);
  for (auto later = 1ms; answer.status == 503 && steady_clock::now() < end;
       later = std::min(2 * later, 64ms)) {
    std::this_thread::sleep_for(later);
    answer = shop.post(target, invoice);
  }
  return answer;
}

void scenario(harness::run& run) {
  const int count = run.scale({.explore = 3, .check = 60, .bench = 2'000});
  const auto invoices = invoices_of(count, run.seed());
  std::atomic<bool> slow = true;
  run.provide("mail", [&](const http::request& letter) {
    for (int waited = 0; slow && waited < 300; ++waited) std::this_thread::sleep_for(10ms);
    return http::response::with_status(letter.body == "You owe us 404 cents" ? 422 : 200);
  });
  const auto service = run.start();

  run.client().post("/invoice/first", "999");
  run.expect_equal("what is not over yet is told as waiting", run.client().get("/invoice/first").body,
                   "waiting");
  slow = false;

  const auto target = [](int number) { return "/invoice/" + std::to_string(number); };
  const auto end = steady_clock::now() + 2s;
  const auto seen =
      run.drive(harness::closed_load{.clients = 4, .requests = count}, [&](const http::client& shop, int i) {
        return hand_in(shop, target(i), invoices[static_cast<std::size_t>(i)], end);
      });
  run.expect_equal("each invoice is taken on", seen.answered(202), count);

  const auto with_state = [&](std::string_view state, bool sendable) {
    int found = 0;
    for (int i = 0; i < count; ++i) {
      const bool poisoned = std::ranges::count(poison, invoices[static_cast<std::size_t>(i)]) > 0;
      if (poisoned != sendable) found += run.client().get(target(i)).body.starts_with(state) ? 1 : 0;
    }
    return found;
  };
  const int bad = (count + 4) / 5;
  run.eventually([&] { return with_state("waiting", true) == 0; });
  run.expect_equal("what can be sent is sent, whatever came before it", with_state("sent", true),
                   count - bad);
  run.eventually([&] { return with_state("waiting", false) == 0; }, 300ms);
  run.expect_equal("an invoice that cannot be sent is told as failed", with_state("failed: ", false), bad);
}
