// An upstream comes back after an outage, and all its clients try again. It serves ten requests in each ten
// milliseconds and fails the others. A row's time is when the last client is served or has given up, in
// simulated time.
#include <chrono>
#include <cstdint>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include <millrace/toolkit/retry.h>

#include "row.h"

namespace millrace::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds slot = 10ms;
constexpr int served_in_a_slot = 10;

struct attempt {
  std::chrono::nanoseconds at;
  int number;  // of that client, from 1
  bool operator>(const attempt& other) const { return at > other.at; }
};

figures recover(int clients, const retry_policy& policy, retry_budget* budget) {
  std::mt19937_64 random(1);
  std::priority_queue<attempt, std::vector<attempt>, std::greater<>> coming;
  for (int i = 0; i < clients; ++i) coming.push({0ms, 1});
  std::int64_t current_slot = 0;
  int served_now = 0;
  int attempts = 0;
  int gave_up = 0;
  std::chrono::nanoseconds last{0};
  while (!coming.empty()) {
    const auto next = coming.top();
    coming.pop();
    ++attempts;
    last = next.at;
    if (next.at / slot != current_slot) {
      current_slot = next.at / slot;
      served_now = 0;
    }
    if (served_now < served_in_a_slot) {
      ++served_now;
      if (budget) budget->succeeded();
    } else if (next.number == policy.attempts || (budget && !budget->take())) {
      ++gave_up;
    } else {
      coming.push({next.at + backoff(policy, next.number + 1, random), next.number + 1});
    }
  }
  return {last,
          {{"attempts_per_client", static_cast<double>(attempts) / clients},
           {"gave_up_percent", 100.0 * gave_up / clients}}};
}

void add_rows(const std::string& name, const retry_policy& policy, bool with_budget = false) {
  for (const int clients : {10, 30, 100, 300, 1000}) {
    add_figures("retries/clients:" + std::to_string(clients) + '/' + name, [=] {
      retry_budget budget;
      return recover(clients, policy, with_budget ? &budget : nullptr);
    });
  }
}

const bool added = [] {
  constexpr int attempts = 12;
  add_rows("fixed", {.attempts = attempts, .first = 50ms, .multiplier = 1, .jitter = false});
  add_rows("exponential", {.attempts = attempts, .first = 50ms, .jitter = false});
  add_rows("jitter", {.attempts = attempts, .first = 50ms});
  add_rows("budget", {.attempts = attempts, .first = 50ms}, true);
  return true;
}();

}  // namespace
}  // namespace millrace::bench
