#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <random>
#include <source_location>
#include <system_error>
#include <utility>

#include <millrace/toolkit/context.h>
#include <millrace/toolkit/job.h>
#include <millrace/toolkit/time_span.h>

namespace millrace {

/// When and how often to try again.
struct retry_policy {
  int attempts = 5;                                 ///< in all; at least one is made
  time_span first = std::chrono::milliseconds(10);  ///< bound of the first delay
  time_span most = std::chrono::seconds(2);         ///< bound of any delay
  double multiplier = 2;                            ///< from one bound to the next; below 1 counts as 1
  bool jitter =
      true;  ///< a delay is drawn from [0, bound], not the bound itself: callers do not come back in step
};

/// The bound of the delay before attempt `attempt` (the first retry is attempt 2): first *
/// multiplier^(attempt - 2), at most `most`. Never negative, never overflows.
std::chrono::nanoseconds backoff_bound(const retry_policy& policy, int attempt) noexcept;

/// The delay before an attempt: the bound, or with "full jitter" a uniform draw from [0, bound] (M. Brooker,
/// "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
template <class Random>
std::chrono::nanoseconds backoff(const retry_policy& policy, int attempt, Random& random) {
  const auto bound = backoff_bound(policy, attempt);
  if (!policy.jitter) return bound;
  return std::chrono::nanoseconds(std::uniform_int_distribution<std::int64_t>(0, bound.count())(random));
}

/// Limits retries to a share of the calls, over all who share it: when everything fails, retries must not
/// multiply the load. Each call that succeeds puts `ratio` of a token in, each retry takes one out.
/// Thread-safe. (As gRPC's retry throttling.)
class retry_budget {
 public:
  explicit retry_budget(double ratio = 0.1, double most = 10) : ratio_(ratio), most_(most), tokens_(most) {}

  void succeeded();
  /// True if a retry may be made; it is then paid for.
  bool take();

 private:
  const double ratio_;
  const double most_;
  std::mutex mutex_;
  double tokens_;  // guarded by mutex_
};

/// An error that no retry will mend: thrown inside retried work, it ends the retrying.
class permanent_error : public std::system_error {
 public:
  using std::system_error::system_error;
};

struct retried {
  std::error_code error;  ///< of the last attempt; nothing if it succeeded
  int attempts = 0;
};

/// Tries until the work succeeds, the attempts or the budget are used up, or the context ends. Work fails by
/// an error code or by throwing std::system_error, whose code counts; any other exception goes through.
/// Delays end at once when the context does; one that would not end before the context's deadline is not
/// begun: errc::deadline_exceeded. Waiting blocks the caller: not for a worker of a pool. Thread-safe; Go: a
/// loop around time.After and ctx.Done.
retried retry(const context& ctx, const retry_policy& policy, job work, retry_budget* budget = nullptr,
              std::source_location where = std::source_location::current());

}  // namespace millrace
