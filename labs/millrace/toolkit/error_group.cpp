#include <stdexcept>

#include <millrace/toolkit/error_group.h>
#include <millrace/toolkit/observer.h>
#include <millrace/toolkit/task.h>

namespace millrace {

error_group::error_group(std::source_location where) : error_group(context::background(), where) {}
error_group::error_group(const context& parent, std::source_location where)
    : state_(std::make_shared<state>(parent, where)) {}
error_group::~error_group() {
  wait_for_all(std::source_location::current());
}

void error_group::set_limit(int limit) {
  const std::lock_guard lock(state_->mutex);
  if (state_->active != 0) throw std::logic_error("error_group: set_limit while tasks run");
  state_->limit = limit < 0 ? -1 : limit;
}

void error_group::go(job work, std::source_location where) {
  go("group task", std::move(work), where);
}

void error_group::go(std::string name, job work, std::source_location where) {
  {
    std::unique_lock lock(state_->mutex);
    const auto may_start = [&] { return state_->limit < 0 || state_->active < state_->limit; };
    if (!may_start()) {
      const blocked_scope blocked(wait_reason::error_group, state_->seen.id(), where);
      state_->changed.wait(lock, may_start);
    }
    state_->seen.holds(++state_->active);
  }
  start(std::move(name), std::move(work), where);
}

bool error_group::try_go(job work, std::source_location where) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->limit >= 0 && state_->active >= state_->limit) return false;
    state_->seen.holds(++state_->active);
  }
  start("group task", std::move(work), where);
  return true;
}

void error_group::start(std::string name, job work, const std::source_location& where) {
  const auto over = [](state& group) {
    const std::lock_guard lock(group.mutex);
    group.seen.holds(--group.active);
    group.changed.notify_all();
  };
  try {
    spawn(
        std::move(name),
        [group = state_, work = std::move(work), over]() mutable {
          run(*group, work);
          work = job();
          over(*group);
        },
        where);
  } catch (...) {
    over(*state_);  // the task could not be started
    throw;
  }
}

void error_group::run(state& group, job& work) {
  try {
    if (const auto error = work(group.running.ctx)) fail(group, error, nullptr);
  } catch (...) {
    fail(group, {}, std::current_exception());
  }
}

void error_group::fail(state& group, std::error_code error, std::exception_ptr thrown) {
  {
    const std::lock_guard lock(group.mutex);
    if (std::exchange(group.failed, true)) return;
    group.seen.passed(passage::failed);
    group.error = error;
    group.thrown = thrown;
  }
  group.running.cancel(thrown ? std::move(thrown) : std::make_exception_ptr(std::system_error(error)));
}

void error_group::wait_for_all(const std::source_location& where) {
  std::unique_lock lock(state_->mutex);
  if (state_->active == 0) return;
  const blocked_scope blocked(wait_reason::error_group, state_->seen.id(), where);
  state_->changed.wait(lock, [&] { return state_->active == 0; });
}

std::error_code error_group::wait(std::source_location where) {
  wait_for_all(where);
  state_->running.cancel();
  const std::lock_guard lock(state_->mutex);
  if (state_->thrown) std::rethrow_exception(state_->thrown);
  return state_->error;
}

}  // namespace millrace
