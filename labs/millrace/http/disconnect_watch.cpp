#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <system_error>

#include <millrace/http/disconnect_watch.h>
#include <millrace/toolkit/task.h>

namespace millrace::http {

disconnect_watch& disconnect_watch::of_process() {
  // Never destroyed: its task looks until the process ends.
  static auto& watch = *new disconnect_watch;
  return watch;
}

disconnect_watch::disconnect_watch() : poll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (poll_ < 0)
    throw std::system_error(errno, std::generic_category(), "cannot watch for clients that leave");
  start_task(
      "disconnect watch", [this] { look(); }, task_owner::toolkit)
      .detach();
}

std::uint64_t disconnect_watch::add(int connection, canceller when_gone) {
  const std::lock_guard lock(mutex_);
  const auto id = ++last_id_;
  watched_.emplace(id, std::move(when_gone));
  epoll_event event{};
  event.events = EPOLLRDHUP | EPOLLONESHOT;  // EPOLLHUP and EPOLLERR are always reported
  event.data.u64 = id;
  epoll_ctl(poll_, EPOLL_CTL_ADD, connection, &event);
  return id;
}

void disconnect_watch::remove(std::uint64_t id, int connection) {
  canceller dropped;  // ends its context outside the lock
  const std::lock_guard lock(mutex_);
  epoll_ctl(poll_, EPOLL_CTL_DEL, connection, nullptr);
  const auto found = watched_.find(id);
  if (found == watched_.end()) return;
  dropped = std::move(found->second);
  watched_.erase(found);
}

void disconnect_watch::look() const {
  while (true) {
    std::array<epoll_event, 64> events;
    const int ready = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < ready; ++i) {
      canceller gone;
      {
        const std::lock_guard lock(mutex_);
        const auto found = watched_.find(events[static_cast<std::size_t>(i)].data.u64);
        if (found != watched_.end()) gone = found->second;
      }
      gone();
    }
  }
}

}  // namespace millrace::http
