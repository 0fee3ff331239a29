// Decision for decision beside golang.org/x/time/rate: random operations are run through both.
#include <array>
#include <bit>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <millrace/toolkit/token_bucket.h>

namespace millrace {
namespace {

using time_point = token_bucket::time_point;

constexpr auto base = std::chrono::seconds(1'000'000);
constexpr int limiters = 1000;
constexpr int operations_each = 200;

std::string bits(double value) {
  return std::to_string(std::bit_cast<std::int64_t>(value));
}

/// Random operations as the reference reads them, and what our limiter decides on each.
class script {
 public:
  explicit script(unsigned seed) : random_(seed) {}

  void run() {
    const double limit = pick_limit();
    const int burst = below(12);
    line("new " + bits(limit) + ' ' + std::to_string(burst));
    token_bucket bucket(rate_limit{limit}, burst);
    std::vector<reservation> reservations;
    now_ = 0;
    for (int i = 0; i < operations_each; ++i) step(bucket, reservations);
  }

  std::string input;
  std::vector<std::string> decisions;

 private:
  int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

  double pick_limit() {
    constexpr std::array limits = {0.0, 0.1, 1.0, 2.5, 10.0, 100.0, 1e6, 3.333};
    const int i = below(static_cast<int>(limits.size()) + 1);
    return i == static_cast<int>(limits.size()) ? infinite_limit.per_second
                                                : limits[static_cast<std::size_t>(i)];
  }

  // Mostly forwards, by anything from nothing to seconds; at times backwards.
  std::int64_t advance() {
    constexpr std::array<std::int64_t, 7> steps = {0,          1,           1'000,        999'999,
                                                   50'000'000, 333'333'333, 5'000'000'000};
    const std::int64_t step = steps[static_cast<std::size_t>(below(7))] + below(1000);
    now_ += below(10) == 0 ? -step : step;
    return now_;
  }

  void line(const std::string& text) { input += text + '\n'; }

  void step(token_bucket& bucket, std::vector<reservation>& reservations) {
    const auto at = advance();
    const time_point now{base + std::chrono::nanoseconds(at)};
    const std::string time = std::to_string(at);
    const int count = below(8);
    switch (below(7)) {
      case 0:
        line("allow " + time + ' ' + std::to_string(count));
        decisions.push_back(bucket.allow_n_at(now, count) ? "true" : "false");
        break;
      case 1:
      case 2: {
        line("reserve " + time + ' ' + std::to_string(count));
        reservations.push_back(bucket.reserve_n_at(now, count));
        const auto& made = reservations.back();
        decisions.push_back(std::string(made.ok() ? "true " : "false ") +
                            std::to_string(made.delay_from(now).count()));
        break;
      }
      case 3: {
        if (reservations.empty()) break;
        const int which = below(static_cast<int>(reservations.size()));
        line("cancel " + time + ' ' + std::to_string(which));
        reservations[static_cast<std::size_t>(which)].cancel_at(now);
        decisions.emplace_back("ok");
        break;
      }
      case 4: {
        if (below(4) != 0) break;
        const double limit = pick_limit();
        line("limit " + time + ' ' + bits(limit));
        bucket.set_limit_at(now, rate_limit{limit});
        decisions.emplace_back("ok");
        break;
      }
      case 5:
        if (below(4) != 0) break;
        line("burst " + time + ' ' + std::to_string(count));
        bucket.set_burst_at(now, count);
        decisions.emplace_back("ok");
        break;
      default:
        line("tokens " + time);
        decisions.push_back(bits(bucket.tokens_at(now)));
    }
  }

  std::mt19937 random_;
  std::int64_t now_ = 0;
};

TEST(rate_conformance, decides_as_go_does) {
  script both(20261123);
  for (int i = 0; i < limiters; ++i) both.run();
  ASSERT_GE(both.decisions.size(), 100'000u);

  const std::string folder = testing::TempDir();
  const auto input = folder + "/rate-operations";
  const auto output = folder + "/rate-decisions";
  std::ofstream(input) << both.input;
  const std::string command = std::string(REFERENCES) + "/rate_reference <" + input + " >" + output;
  ASSERT_EQ(std::system(command.c_str()), 0) << command;

  std::istringstream operations(both.input);
  std::ifstream theirs(output);
  std::string operation;
  std::string limiter;
  std::string decision;
  for (const auto& ours : both.decisions) {
    std::getline(operations, operation);
    while (operation.starts_with("new")) {
      limiter = operation;
      std::getline(operations, operation);
    }
    ASSERT_TRUE(std::getline(theirs, decision)) << "Go decided less often";
    ASSERT_EQ(ours, decision) << operation << "   of   " << limiter;
  }
  RecordProperty("decisions", static_cast<int>(both.decisions.size()));
}

}  // namespace
}  // namespace millrace
