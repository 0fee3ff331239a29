// A rate of a hundred a second, with bursts of different sizes: what is refused, and how much passes within
// the worst second. The time is simulated, so these counters are the same in each run; a row's time is that
// of a decision.
#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <random>
#include <string>

#include <millrace/toolkit/token_bucket.h>

#include "row.h"

namespace millrace::bench {
namespace {

using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr double rate = 100;
constexpr int requests = 50'000;

using decision = std::function<bool(clock::time_point)>;

/// As many as the burst in each window that is as long as that many may take.
class fixed_window {
 public:
  explicit fixed_window(int burst) : burst_(burst) {}

  bool allow_at(clock::time_point now) {
    const auto length = std::chrono::duration_cast<clock::duration>(span(burst_ / rate));
    const auto window = now.time_since_epoch() / length;
    if (window != window_) {
      window_ = window;
      used_ = 0;
    }
    if (used_ == burst_) return false;
    ++used_;
    return true;
  }

 private:
  const int burst_;
  clock::rep window_ = -1;
  int used_ = 0;
};

/// Nine tenths of the rate on average, in clumps: requests come in twenties, 1 ms from one to the next.
figures let_pass(const decision& allow) {
  std::mt19937 random(1);
  std::exponential_distribution<double> gap(0.9 * rate / 20);
  clock::time_point now{};
  std::deque<clock::time_point> passed;  // within the last second
  std::size_t most = 0;
  int refused = 0;
  span deciding{0};
  for (int i = 0; i < requests; ++i) {
    now +=
        i % 20 == 0 ? std::chrono::duration_cast<clock::duration>(span(gap(random))) : clock::duration(1ms);
    const auto start = clock::now();
    const bool allowed = allow(now);
    deciding += clock::now() - start;
    if (!allowed) {
      ++refused;
      continue;
    }
    passed.push_back(now);
    while (passed.front() <= now - 1s) passed.pop_front();
    most = std::max(most, passed.size());
  }
  return {deciding / requests,
          {{"refused_percent", 100.0 * refused / requests}, {"most_in_a_second", static_cast<double>(most)}}};
}

const bool added = [] {
  for (const int burst : {1, 5, 10, 20, 50, 100}) {
    const auto line = "limits/burst:" + std::to_string(burst);
    add_figures(line + "/token_bucket", [burst] {
      token_bucket bucket(per_second(rate), burst);
      return let_pass([&](clock::time_point now) { return bucket.allow_at(now); });
    });
    add_figures(line + "/fixed_window", [burst] {
      fixed_window window(burst);
      return let_pass([&](clock::time_point now) { return window.allow_at(now); });
    });
  }
  return true;
}();

}  // namespace
}  // namespace millrace::bench
