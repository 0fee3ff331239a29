#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lanes.h"

namespace millrace::bench {

/// What the buckets of a row let pass: everything, or next to nothing.
struct limiter_case {
  const char* name;
  double per_second;
  int burst;
};
inline constexpr limiter_case limiter_cases[] = {{"granted", 1e9, 1'000'000'000}, {"refused", 1, 1}};

/// Each of 1 to 8 threads asks as often: time an ask of the whole. `make_lane(i)` gives what a thread does,
/// which is given how often it asks.
template <class MakeLane>
void add_asking_rows(const std::string& line, const std::string& implementation, MakeLane make_lane) {
  for (const std::int64_t threads : {1, 2, 4, 8}) {
    add_row(line + "/threads:" + std::to_string(threads) + "/" + implementation, [=](std::int64_t items) {
      std::vector<std::function<void()>> lanes;
      for (std::int64_t i = 0; i < threads; ++i) {
        lanes.emplace_back([ask = make_lane(i), each = items / threads] { ask(each); });
      }
      return run_together(lanes);
    });
  }
}

/// A Bucket is made of a rate and a burst and has `allow()`.
template <class Bucket>
void add_bucket_rows(const std::string& implementation) {
  for (const auto& each : limiter_cases) {
    const auto bucket = std::make_shared<Bucket>(each.per_second, each.burst);
    add_asking_rows(std::string("token_bucket/") + each.name, implementation, [bucket](std::int64_t) {
      return [bucket](std::int64_t asks) {
        for (std::int64_t n = 0; n < asks; ++n) static_cast<void>(bucket->allow());
      };
    });
  }
}

/// Keys at random, each as likely.
class random_keys {
 public:
  random_keys(std::int64_t lane, std::uint64_t keys)
      : state_(0x9E3779B97F4A7C15u * static_cast<std::uint64_t>(lane + 1)), keys_(keys) {}
  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return (state_ >> 32) * keys_ >> 32;
  }

 private:
  std::uint64_t state_;
  std::uint64_t keys_;
};

/// A Limiter is made of how many keys there will be and has `allow(key)`. All keys are known before time is
/// taken.
template <class Limiter>
void add_keyed_rows(const std::string& implementation) {
  for (const std::uint64_t keys : {10'000u, 1'000'000u}) {
    const auto limiter = std::make_shared<std::unique_ptr<Limiter>>();
    const auto make_lane = [=](std::int64_t lane) {
      if (!*limiter) {
        *limiter = std::make_unique<Limiter>(keys);
        for (std::uint64_t key = 0; key < keys; ++key) static_cast<void>((*limiter)->allow(key));
      }
      return [=](std::int64_t asks) {
        random_keys key(lane, keys);
        for (std::int64_t n = 0; n < asks; ++n) static_cast<void>((*limiter)->allow(key.next()));
      };
    };
    add_asking_rows("keyed_limiter/keys:" + std::to_string(keys), implementation, make_lane);
  }
}

}  // namespace millrace::bench
