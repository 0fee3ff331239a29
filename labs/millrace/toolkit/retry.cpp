#include <algorithm>
#include <cmath>

#include <millrace/toolkit/error.h>
#include <millrace/toolkit/retry.h>

namespace millrace {
namespace {

/// What became of one attempt, and whether another makes sense.
struct attempt_result {
  std::error_code error;
  bool permanent = false;
};

attempt_result try_once(const context& ctx, job& work) {
  try {
    return {work(ctx), false};
  } catch (const permanent_error& error) {
    return {error.code(), true};
  } catch (const std::system_error& error) {
    return {error.code(), false};
  }
}

}  // namespace

std::chrono::nanoseconds backoff_bound(const retry_policy& policy, int attempt) noexcept {
  const auto most = std::max<std::chrono::nanoseconds>(policy.most, std::chrono::nanoseconds(0));
  const auto first = std::clamp<std::chrono::nanoseconds>(policy.first, std::chrono::nanoseconds(0), most);
  const double factor = std::pow(std::max(policy.multiplier, 1.0), std::max(attempt - 2, 0));
  const double bound = static_cast<double>(first.count()) * factor;
  // Compared as doubles: the product may lie far beyond what nanoseconds can hold.
  if (!(bound < static_cast<double>(most.count()))) return first.count() == 0 ? first : most;
  return std::chrono::nanoseconds(static_cast<std::int64_t>(bound));
}

void retry_budget::succeeded() {
  const std::lock_guard lock(mutex_);
  tokens_ = std::min(most_, tokens_ + ratio_);
}

bool retry_budget::take() {
  const std::lock_guard lock(mutex_);
  if (tokens_ < 1) return false;
  tokens_ -= 1;
  return true;
}

retried retry(const context& ctx, const retry_policy& policy, job work, retry_budget* budget,
              std::source_location where) {
  thread_local std::minstd_rand random(std::random_device{}());
  if (const auto ended = ctx.error()) return {ended, 0};
  for (int attempt = 1;; ++attempt) {
    const auto result = try_once(ctx, work);
    if (!result.error) {
      if (budget) budget->succeeded();
      return {{}, attempt};
    }
    if (result.permanent || attempt >= policy.attempts || (budget && !budget->take()))
      return {result.error, attempt};
    const auto delay = backoff(policy, attempt + 1, random);
    const auto deadline = ctx.deadline();
    if (deadline && saturated_end(context::clock::now(), delay) >= *deadline)
      return {errc::deadline_exceeded, attempt};
    if (const auto ended = sleep_for(ctx, delay, where)) return {ended, attempt};
  }
}

}  // namespace millrace
