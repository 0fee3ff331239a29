// A token bucket, and one for each of many keys, asked by 1 to 8 threads.
#include <algorithm>
#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include <millrace/toolkit/keyed_limiter.h>
#include <millrace/toolkit/token_bucket.h>

#include "limiter_rows.h"

namespace millrace::bench {
namespace {

class our_bucket {
 public:
  our_bucket(double rate, int burst) : bucket_(per_second(rate), burst) {}
  bool allow() { return bucket_.allow(); }

 private:
  token_bucket bucket_;
};

/// Refills by the time since it was last asked, under a mutex.
class textbook_bucket {
 public:
  textbook_bucket(double rate, int burst) : rate_(rate), burst_(burst), tokens_(burst) {}

  bool allow() {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    tokens_ = std::min<double>(burst_, tokens_ + span(now - last_).count() * rate_);
    last_ = now;
    if (tokens_ < 1) return false;
    tokens_ -= 1;
    return true;
  }

 private:
  const double rate_;
  const int burst_;
  std::mutex mutex_;
  double tokens_;                                                                  // guarded by mutex_
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();  // guarded by mutex_
};

constexpr double rate_of_a_key = 10;
constexpr int burst_of_a_key = 20;

class our_limiter {
 public:
  explicit our_limiter(std::uint64_t keys)
      : limiter_({.limit = per_second(rate_of_a_key), .burst = burst_of_a_key, .most_keys = 2 * keys}) {}
  bool allow(std::uint64_t key) { return limiter_.allow(key); }

 private:
  keyed_limiter<std::uint64_t> limiter_;
};

/// A map of textbook buckets behind a shared mutex; it forgets no key.
class textbook_limiter {
 public:
  explicit textbook_limiter(std::uint64_t) {}

  bool allow(std::uint64_t key) {
    {
      const std::shared_lock lock(mutex_);
      if (const auto known = buckets_.find(key); known != buckets_.end()) return known->second.allow();
    }
    const std::lock_guard lock(mutex_);
    return buckets_.try_emplace(key, rate_of_a_key, burst_of_a_key).first->second.allow();
  }

 private:
  std::shared_mutex mutex_;
  std::unordered_map<std::uint64_t, textbook_bucket> buckets_;  // guarded by mutex_
};

const bool added = [] {
  add_bucket_rows<our_bucket>("millrace");
  add_bucket_rows<textbook_bucket>("textbook");
  add_keyed_rows<our_limiter>("millrace");
  add_keyed_rows<textbook_limiter>("textbook");
  return true;
}();

}  // namespace
}  // namespace millrace::bench
