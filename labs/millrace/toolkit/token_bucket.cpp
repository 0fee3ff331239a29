#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <millrace/toolkit/error.h>
#include <millrace/toolkit/observer.h>
#include <millrace/toolkit/parking.h>
#include <millrace/toolkit/token_bucket.h>

namespace millrace {
namespace {

using duration = bucket_state::duration;
using time_point = bucket_state::time_point;

/// a - b, at the longest duration where that would overflow. (Go: Time.Sub saturates too.)
duration between(time_point a, time_point b) {
  std::int64_t result = 0;
  if (!__builtin_sub_overflow(a.time_since_epoch().count(), b.time_since_epoch().count(), &result))
    return duration(result);
  return a > b ? duration::max() : duration::min();
}

time_point later(time_point t, duration by) {
  std::int64_t result = 0;
  if (!__builtin_add_overflow(t.time_since_epoch().count(), by.count(), &result))
    return time_point(duration(result));
  return by.count() > 0 ? time_point::max() : time_point::min();
}

// Go's Duration.Seconds: whole seconds and the rest are converted apart, and the rounding is part of the
// decision.
double seconds_of(duration d) {
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(d);
  return static_cast<double>(whole.count()) + static_cast<double>((d - whole).count()) / 1e9;
}

double tokens_in(rate_limit limit, duration time) {
  return limit.per_second <= 0 ? 0 : seconds_of(time) * limit.per_second;
}

duration time_for(rate_limit limit, double tokens) {
  if (limit.per_second <= 0) return duration::max();
  const double nanoseconds = 1e9 * (tokens / limit.per_second);
  constexpr double most = 9.2e18;
  if (!(std::abs(nanoseconds) < most)) return nanoseconds < 0 ? duration::min() : duration::max();
  return duration(static_cast<std::int64_t>(nanoseconds));
}

int checked(int count, const char* what) {
  if (count < 0) throw std::invalid_argument(std::string("token_bucket: negative ") + what);
  return count;
}

}  // namespace

double bucket_state::advance(time_point now) const {
  const auto last = now < last_ ? now : last_;
  const double tokens = tokens_ + tokens_in(limit_, between(now, last));
  return std::min(tokens, static_cast<double>(burst_));
}

bucket_state::grant bucket_state::take(time_point now, int tokens, duration longest_wait) {
  if (limit_ == infinite_limit) return {true, tokens, now, {}};
  if (limit_.per_second == 0) {
    const bool ok = burst_ >= tokens;
    if (ok) burst_ -= tokens;
    return {ok, burst_, now, {}};
  }
  const double left = advance(now) - static_cast<double>(tokens);
  const auto wait = left < 0 ? time_for(limit_, -left) : duration(0);
  if (tokens > burst_ || wait > longest_wait) return {false, 0, {}, limit_};
  last_ = now;
  tokens_ = left;
  last_event_ = later(now, wait);
  return {true, tokens, last_event_, limit_};
}

// Tokens that reservations made since are already counting on stay where they are.
void bucket_state::give_back(const grant& granted, time_point now) {
  if (!granted.ok || limit_ == infinite_limit || granted.tokens == 0 || granted.act_at < now) return;
  const double restored =
      static_cast<double>(granted.tokens) - tokens_in(granted.limit, between(last_event_, granted.act_at));
  if (restored <= 0) return;
  tokens_ = std::min(advance(now) + restored, static_cast<double>(burst_));
  last_ = now;
  if (granted.act_at == last_event_) {
    const auto previous =
        later(granted.act_at, time_for(granted.limit, -static_cast<double>(granted.tokens)));
    if (previous >= now) last_event_ = previous;
  }
}

void bucket_state::set_limit(time_point now, rate_limit limit) {
  tokens_ = advance(now);
  last_ = now;
  limit_ = limit;
}

void bucket_state::set_burst(time_point now, int burst) {
  tokens_ = advance(now);
  last_ = now;
  burst_ = burst;
}

double bucket_state::tokens_at(time_point now) const {
  return advance(now);
}

token_bucket::token_bucket(rate_limit limit, int burst, std::function<time_point()> now,
                           std::source_location where)
    : now_(std::move(now)),
      seen_({.kind = resource_kind::token_bucket,
             .name = {},
             .capacity = burst,
             .per_second = limit.per_second,
             .made_at = where}),
      state_(limit, checked(burst, "burst")) {
  seen_.holds(burst);
}

bucket_state::grant token_bucket::take(time_point now, int events, duration patience) {
  const auto granted = state_.take(now, events, patience);
  seen_.passed(granted.ok ? passage::accepted : passage::refused);
  if (seen_.seen()) seen_.holds(static_cast<std::int64_t>(state_.tokens_at(now)));
  return granted;
}

bool token_bucket::allow_n_at(time_point now, int events) {
  checked(events, "number of events");
  const std::lock_guard lock(mutex_);
  return take(now, events, duration(0)).ok;
}

reservation token_bucket::reserve_n_at(time_point now, int events) {
  checked(events, "number of events");
  const std::lock_guard lock(mutex_);
  return {*this, take(now, events, duration::max())};
}

std::error_code token_bucket::wait(const context& ctx, std::source_location where) {
  return wait_n(ctx, 1, where);
}

void token_bucket::wait_for_turn(const context& ctx, time_point turn,
                                 const std::source_location& where) const {
  detail::parking parked;
  const blocked_scope blocked(wait_reason::tokens, seen_.id(), where);
  const auto wake = ctx.on_cancel([&] { parked.claim_and_complete(detail::parking::canceled); });
  const auto deadline = ctx.deadline();
  parked.wait(deadline ? std::min(turn, *deadline) : turn);
}

std::error_code token_bucket::wait_n(const context& ctx, int events, std::source_location where) {
  checked(events, "number of events");
  const auto now = now_();
  if (const auto ended = ctx.error()) return ended;
  bucket_state::grant granted;
  {
    const std::lock_guard lock(mutex_);
    if (events > state_.burst() && state_.limit() != infinite_limit) return errc::limit_exceeded;
    const auto deadline = ctx.deadline();
    granted = take(now, events, deadline ? between(*deadline, now) : duration::max());
  }
  if (!granted.ok) return errc::deadline_exceeded;
  const auto delay = between(granted.act_at, now);
  if (delay <= duration(0)) return {};
  wait_for_turn(ctx, saturated_end(clock::now(), delay), where);
  const auto ended = ctx.error();
  if (ended) reservation(*this, granted).cancel();
  return ended;
}

void token_bucket::set_limit_at(time_point now, rate_limit limit) {
  const std::lock_guard lock(mutex_);
  state_.set_limit(now, limit);
}

void token_bucket::set_burst_at(time_point now, int burst) {
  checked(burst, "burst");
  const std::lock_guard lock(mutex_);
  state_.set_burst(now, burst);
}

rate_limit token_bucket::limit() const {
  const std::lock_guard lock(mutex_);
  return state_.limit();
}

int token_bucket::burst() const {
  const std::lock_guard lock(mutex_);
  return state_.burst();
}

double token_bucket::tokens_at(time_point now) const {
  const std::lock_guard lock(mutex_);
  return state_.tokens_at(now);
}

std::chrono::nanoseconds reservation::delay() const {
  return delay_from(from_->now_());
}

std::chrono::nanoseconds reservation::delay_from(time_point now) const {
  if (!ok()) return std::chrono::nanoseconds::max();
  return std::max(between(granted_.act_at, now), std::chrono::nanoseconds(0));
}

void reservation::cancel() {
  cancel_at(from_->now_());
}

void reservation::cancel_at(time_point now) {
  const std::lock_guard lock(from_->mutex_);
  from_->state_.give_back(granted_, now);
}

}  // namespace millrace
