#include <array>
#include <cerrno>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

#include <millrace/http/request_threads.h>
#include <millrace/toolkit/task.h>

namespace millrace::http {
namespace {

constexpr std::size_t most_ready = 65536;

}  // namespace

request_threads::request_threads(server& owner, int threads)
    : owner_(owner), poll_(epoll_create1(EPOLL_CLOEXEC)), ready_(most_ready) {
  if (poll_ < 0) throw std::system_error(errno, std::generic_category(), "cannot poll connections");
  for (int i = 1; i <= threads; ++i) {
    threads_.push_back(start_task("request thread " + std::to_string(i), [this] {
      for (connection* next : ready_) serve(*next);
    }));
  }
}

request_threads::~request_threads() {
  close(poll_);
}

void request_threads::watch(const connection& idle, int operation) const {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT;  // one request at a time
  event.data.ptr = const_cast<connection*>(&idle);
  epoll_ctl(poll_, operation, idle.descriptor(), &event);
}

void request_threads::accept_one() {
  socket accepted(accept4(owner_.listening_.descriptor(), nullptr, nullptr, SOCK_CLOEXEC));
  if (!accepted.open()) return;
  auto made = std::make_unique<connection>(owner_, std::move(accepted));
  const connection& idle = *made;
  {
    const std::lock_guard lock(mutex_);
    open_.emplace(&idle, std::move(made));
  }
  watch(idle, EPOLL_CTL_ADD);
}

void request_threads::serve(connection& ready) {
  bool more = ready.serve_one();
  while (more && ready.has_buffered()) more = ready.serve_one();
  std::unique_ptr<connection> ended;
  const std::lock_guard lock(mutex_);
  if (more) {
    watch(ready, EPOLL_CTL_MOD);
    return;
  }
  const auto found = open_.find(&ready);
  ended = std::move(found->second);
  open_.erase(found);
}

// The kernel orders the last request on a connection before the next; the lock says so to ThreadSanitizer,
// which is told not to take the kernel's word (io_sync=0).
void request_threads::hand_over(connection& ready) {
  { const std::lock_guard lock(mutex_); }
  ready_.send(&ready);
}

void request_threads::run() {
  epoll_event event{};
  event.events = EPOLLIN;
  for (const int descriptor : {owner_.listening_.descriptor(), owner_.stop_event_}) {
    event.data.ptr =
        descriptor == owner_.stop_event_ ? &owner_.stop_event_ : static_cast<void*>(&owner_.listening_);
    epoll_ctl(poll_, EPOLL_CTL_ADD, descriptor, &event);
  }
  bool serving = true;
  while (serving) {
    std::array<epoll_event, 64> events;
    const int count = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      void* what = events[static_cast<std::size_t>(i)].data.ptr;
      if (what == &owner_.stop_event_) {
        serving = false;
      } else if (what == &owner_.listening_) {
        accept_one();
      } else {
        hand_over(*static_cast<connection*>(what));
      }
    }
  }
  end_connections();
}

void request_threads::end_connections() {
  ready_.close();
  std::thread patience = start_task(
      "grace",
      [this] {
        static_cast<void>(finished_.receive_for(owner_.options_.grace));
        owner_.serving_.cancel();
      },
      task_owner::toolkit);
  for (auto& thread : threads_) thread.join();
  finished_.close();
  patience.join();
  const std::lock_guard lock(mutex_);
  open_.clear();
}

}  // namespace millrace::http
