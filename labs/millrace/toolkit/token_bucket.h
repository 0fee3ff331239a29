#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <limits>
#include <mutex>
#include <source_location>
#include <system_error>

#include <millrace/toolkit/brief_mutex.h>
#include <millrace/toolkit/context.h>
#include <millrace/toolkit/time_span.h>
#include <millrace/toolkit/watched.h>

namespace millrace {

/// How many events a second. Go: rate.Limit.
struct rate_limit {
  double per_second = 0;
  auto operator<=>(const rate_limit&) const = default;
};

/// No limit at all: the largest number, as Go's rate.Inf.
inline constexpr rate_limit infinite_limit{std::numeric_limits<double>::max()};

/// Zero allows nothing beyond the burst; a negative or NaN rate counts as zero, infinity as infinite_limit.
constexpr rate_limit per_second(double events) {
  if (events > infinite_limit.per_second) return infinite_limit;
  return {events > 0 ? events : 0};
}

/// One event in each interval; an interval that is not positive means no limit. Go: rate.Every.
constexpr rate_limit every(time_span interval) {
  return interval.count() > 0 ? rate_limit{1e9 / static_cast<double>(interval.count())} : infinite_limit;
}

/// A bucket's arithmetic, without a lock: time is an argument. Decision for decision that of
/// golang.org/x/time/rate v0.3.0, with the same roundings. Go's own conversion overflows for delays beyond
/// 292 years; ours saturate.
class bucket_state {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::nanoseconds;

  struct grant {
    bool ok = false;
    int tokens = 0;
    time_point act_at{};
    rate_limit limit;  ///< at the time of the grant
  };

  bucket_state(rate_limit limit, int burst) : limit_(limit), burst_(burst) {}

  grant take(time_point now, int tokens, duration longest_wait);
  void give_back(const grant& granted, time_point now);
  void set_limit(time_point now, rate_limit limit);
  void set_burst(time_point now, int burst);
  double tokens_at(time_point now) const;
  rate_limit limit() const { return limit_; }
  int burst() const { return burst_; }

 private:
  double advance(time_point now) const;

  rate_limit limit_;
  int burst_;
  double tokens_ = 0;
  time_point last_ = time_point::min();        // long ago: a new bucket is full
  time_point last_event_ = time_point::min();  // of the latest reservation
};

class token_bucket;

/// A place in a bucket's future. Refers to the bucket. Go: rate.Reservation.
class reservation {
 public:
  using time_point = bucket_state::time_point;

  /// False: the bucket can never grant it (more than the burst). Then nothing was reserved.
  bool ok() const { return granted_.ok; }
  /// How long to wait before acting; the longest duration if not ok.
  std::chrono::nanoseconds delay() const;
  std::chrono::nanoseconds delay_from(time_point now) const;
  /// It will not be used: gives back what can be given back without harming reservations made since.
  void cancel();
  void cancel_at(time_point now);

 private:
  friend class token_bucket;
  reservation(token_bucket& from, bucket_state::grant granted) : from_(&from), granted_(granted) {}

  token_bucket* from_;
  bucket_state::grant granted_;
};

/// Lets events pass at a rate, and bursts up to a size. Full at first. Thread-safe. Go: rate.Limiter, with
/// its semantics; the counts must not be negative here (std::invalid_argument), where Go would add tokens.
///
///     token_bucket logins(per_second(2), 10);
///     if (!logins.allow()) return response::with_status(429);
class token_bucket {
 public:
  using clock = std::chrono::steady_clock;
  using time_point = clock::time_point;

  /// `now` tells the time to the operations that take none.
  token_bucket(rate_limit limit, int burst, std::function<time_point()> now = clock::now,
               std::source_location where = std::source_location::current());

  /// True if an event may happen now; it is then counted. Go: Allow, AllowN.
  bool allow() { return allow_n_at(now_(), 1); }
  bool allow_at(time_point now) { return allow_n_at(now, 1); }
  bool allow_n_at(time_point now, int events);

  /// Takes tokens now for an event that happens after a delay. Go: Reserve, ReserveN.
  [[nodiscard]] reservation reserve() { return reserve_n_at(now_(), 1); }
  [[nodiscard]] reservation reserve_n_at(time_point now, int events);

  /// Waits until an event may happen. errc::limit_exceeded if it is more than the burst;
  /// errc::deadline_exceeded at once if the context's deadline would come first; the context's error if it
  /// ends while waiting, which gives the tokens back. Go: Wait, WaitN.
  [[nodiscard]] std::error_code wait(const context& ctx,
                                     std::source_location where = std::source_location::current());
  [[nodiscard]] std::error_code wait_n(const context& ctx, int events,
                                       std::source_location where = std::source_location::current());

  void set_limit(rate_limit limit) { set_limit_at(now_(), limit); }
  void set_limit_at(time_point now, rate_limit limit);
  void set_burst(int burst) { set_burst_at(now_(), burst); }
  void set_burst_at(time_point now, int burst);

  rate_limit limit() const;
  int burst() const;
  double tokens_at(time_point now) const;

 private:
  friend class reservation;

  bucket_state::grant take(time_point now, int events, std::chrono::nanoseconds patience);
  void wait_for_turn(const context& ctx, time_point turn, const std::source_location& where) const;

  const std::function<time_point()> now_;
  const watched seen_;
  mutable detail::brief_mutex mutex_;
  bucket_state state_;  // guarded by mutex_
};

}  // namespace millrace
