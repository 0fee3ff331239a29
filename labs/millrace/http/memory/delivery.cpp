#include <system_error>
#include <utility>

#include <millrace/http/memory/delivery.h>

namespace millrace::http {

response delivery::await(const memory_service::terms& how) {
  const auto on_cancel = how.ctx.on_cancel([this] {
    const std::lock_guard lock(mutex_);
    given_up_ = true;
    changed_.notify_one();
  });
  std::unique_lock lock(mutex_);
  const auto over = [this] { return answer_ || given_up_; };
  if (how.end)
    changed_.wait_until(lock, *how.end, over);
  else
    changed_.wait(lock, over);
  if (answer_) return std::move(*answer_);
  lock.unlock();
  from.finish();
  if (const auto ended = how.ctx.error()) throw transport_error(ended, "the call was given up");
  throw transport_error(std::make_error_code(std::errc::timed_out), "no answer");
}

void delivery::give(response answer) {
  from.finish();
  counted_.reset();
  const std::lock_guard lock(mutex_);
  answer_ = std::move(answer);
  changed_.notify_one();
}

}  // namespace millrace::http
