#include <limits>
#include <stdexcept>

#include <millrace/toolkit/observer.h>
#include <millrace/toolkit/wait_group.h>

namespace millrace {

wait_group::wait_group(std::source_location where) : shared_(std::make_shared<shared>(where)) {}

void wait_group::add(int count) {
  const std::lock_guard lock(shared_->mutex);
  const long long sum = static_cast<long long>(shared_->count) + count;
  if (sum < 0) throw std::logic_error("wait_group: negative counter");
  if (sum > std::numeric_limits<int>::max()) throw std::logic_error("wait_group: counter overflow");
  shared_->count = static_cast<int>(sum);
  shared_->seen.holds(sum);
  if (sum == 0) shared_->changed.notify_all();
}

void wait_group::done() {
  add(-1);
}

void wait_group::wait(std::source_location where) const {
  std::unique_lock lock(shared_->mutex);
  if (shared_->count == 0) return;
  const blocked_scope blocked(wait_reason::wait_group, shared_->seen.id(), where);
  shared_->changed.wait(lock, [&] { return shared_->count == 0; });
}

bool wait_group::wait_for(time_span patience, std::source_location where) const {
  const auto end = saturated_end(context::clock::now(), patience);
  std::unique_lock lock(shared_->mutex);
  if (shared_->count == 0) return true;
  const blocked_scope blocked(wait_reason::wait_group, shared_->seen.id(), where);
  return shared_->changed.wait_until(lock, end, [&] { return shared_->count == 0; });
}

std::error_code wait_group::wait(const context& ctx, std::source_location where) const {
  const auto canceled = std::make_shared<bool>(false);  // guarded by shared_->mutex
  const auto wake = ctx.on_cancel([state = shared_, canceled] {
    const std::lock_guard lock(state->mutex);
    *canceled = true;
    state->changed.notify_all();
  });
  {
    std::unique_lock lock(shared_->mutex);
    const auto over = [&] { return shared_->count == 0 || *canceled; };
    if (!over()) {
      const blocked_scope blocked(wait_reason::wait_group, shared_->seen.id(), where);
      if (const auto deadline = ctx.deadline()) {
        shared_->changed.wait_until(lock, *deadline, over);
      } else {
        shared_->changed.wait(lock, over);
      }
    }
    if (shared_->count == 0) return {};
  }
  return ctx.error();
}

}  // namespace millrace
