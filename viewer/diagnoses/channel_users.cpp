#include "diagnoses/channel_users.h"

#include <algorithm>

#include <millrace/toolkit/observer.h>

namespace millrace::viewer {

void channel_users::learn(const track& seen) {
  const double now = seen.past().end();
  const auto& gaps = seen.past().gaps();
  if (!gaps.empty() && gaps.back().to > learned_) {
    channels_.clear();
    tasks_.clear();
  }
  seen.past().visit(learned_, now, [this](const auto& event) {
    take(event);
    return true;
  });
  learned_ = now;
}

void channel_users::take(const probe::event_view& event) {
  using kind = probe::event_kind;
  if (event.task >= probe::most_tasks) return;
  if (event.task >= tasks_.size()) tasks_.resize(event.task + 1);
  auto& task = tasks_[event.task];
  if (event.kind == kind::task_started || event.kind == kind::task_ended) {
    task = {task.turn + 1, event.kind == kind::task_started, false};
  } else if (event.kind == kind::request) {
    const auto stage = static_cast<request_stage>(event.detail);
    if (stage != request_stage::writing) ++task.turn;
    task.in_request = stage != request_stage::none;
  } else if (event.kind == kind::resource_opened) {
    channels_.erase(event.subject);
    if (static_cast<resource_kind>(event.detail) != resource_kind::channel) return;
    channels_[event.subject] = {task.in_request, {{event.task, task.turn}}};
  } else if (event.kind == kind::resource_closed) {
    channels_.erase(event.subject);
  } else if (event.kind == kind::resource_passed ||
             (event.kind == kind::blocked &&
              event.detail < static_cast<std::uint8_t>(probe::lock_wait::mutex))) {
    const auto used = channels_.find(event.subject);
    if (used != channels_.end()) used->second.users[event.task] = task.turn;
  }
}

bool channel_users::all_others_gone(std::uint32_t channel, std::uint32_t task) const {
  const auto known = channels_.find(channel);
  if (known == channels_.end()) return false;
  const bool for_a_request = known->second.for_a_request;
  const auto gone = [&](const auto& user) {
    const auto now = tasks_.at(user.first);
    return user.first == task || !now.alive || (for_a_request && now.turn != user.second);
  };
  return std::ranges::all_of(known->second.users, gone);
}

}  // namespace millrace::viewer
