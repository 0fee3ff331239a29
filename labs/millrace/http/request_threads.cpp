#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>

#include <millrace/http/request_threads.h>
#include <millrace/toolkit/task.h>

namespace millrace::http {
namespace {

constexpr std::size_t most_ready = 65536;

}  // namespace

// Once this is done the destructor stands by: it ends what threads the other constructor could start.
request_threads::request_threads(server& owner)
    : owner_(owner), poll_(epoll_create1(EPOLL_CLOEXEC)), ready_(most_ready) {
  if (!poll_.open()) throw std::system_error(errno, std::generic_category(), "cannot poll connections");
}

request_threads::request_threads(server& owner, int threads) : request_threads(owner) {
  for (int i = 1; i <= threads; ++i) {
    threads_.push_back(start_task("request thread " + std::to_string(i), [this] {
      for (held* next : ready_) serve(*next);
    }));
  }
}

request_threads::~request_threads() {
  if (!ready_.closed()) ready_.close();
  for (auto& thread : threads_) thread.join();
}

/// The connection waits for its next request, from now on. Called with mutex_ held.
void request_threads::rest(held& idle, held_list& from, int operation) {
  idle.idle_until = saturated_end(socket::clock::now(), owner_.options_.idle_timeout);
  idle_.splice(idle_.end(), from, idle.place);
  epoll_event event{};
  event.events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT;  // one request at a time
  event.data.ptr = &idle;
  epoll_ctl(poll_.descriptor(), operation, idle.served.descriptor(), &event);
}

void request_threads::accept_one() {
  socket accepted(accept4(owner_.listening_.descriptor(), nullptr, nullptr, SOCK_CLOEXEC));
  if (!accepted.open()) {
    wait_if_out_of_descriptors();
    return;
  }
  held_list one;
  held& added = one.emplace_back(owner_, std::move(accepted));
  added.place = one.begin();
  const std::lock_guard lock(mutex_);
  rest(added, one, EPOLL_CTL_ADD);
}

void request_threads::serve(held& ready) {
  bool more = ready.served.serve_one();
  while (more && ready.served.has_buffered()) more = ready.served.serve_one();
  held_list ended;  // closed outside the lock
  const std::lock_guard lock(mutex_);
  if (more) {
    rest(ready, at_work_, EPOLL_CTL_MOD);
  } else {
    ended.splice(ended.end(), at_work_, ready.place);
  }
}

// The kernel orders the last request on a connection before the next; the lock says so to ThreadSanitizer,
// which is told not to take the kernel's word (io_sync=0).
void request_threads::hand_over(held& ready) {
  {
    const std::lock_guard lock(mutex_);
    at_work_.splice(at_work_.end(), idle_, ready.place);
  }
  ready_.send(&ready);
}

/// In milliseconds. One that becomes idle while nobody is cannot be overdue before a whole timeout has
/// passed.
int request_threads::time_to_next_end() {
  const std::lock_guard lock(mutex_);
  const auto now = socket::clock::now();
  return milliseconds_left(
      idle_.empty() ? saturated_end(now, owner_.options_.idle_timeout) : idle_.front().idle_until, now);
}

void request_threads::close_overdue() {
  held_list overdue;  // closed outside the lock
  const std::lock_guard lock(mutex_);
  const auto now = socket::clock::now();
  const auto first_in_time = std::ranges::find_if(idle_, [&](const held& h) { return h.idle_until > now; });
  overdue.splice(overdue.end(), idle_, idle_.begin(), first_in_time);
}

void request_threads::poll_once(bool& serving) {
  std::array<epoll_event, 64> events;
  const int count =
      epoll_wait(poll_.descriptor(), events.data(), static_cast<int>(events.size()), time_to_next_end());
  for (int i = 0; i < count; ++i) {
    void* what = events[static_cast<std::size_t>(i)].data.ptr;
    if (what == &owner_.stop_event_) {
      serving = false;
    } else if (what == &owner_.listening_) {
      accept_one();
    } else {
      hand_over(*static_cast<held*>(what));
    }
  }
}

void request_threads::run() {
  epoll_event event{};
  event.events = EPOLLIN;
  for (const int descriptor : {owner_.listening_.descriptor(), owner_.stop_event_}) {
    event.data.ptr =
        descriptor == owner_.stop_event_ ? &owner_.stop_event_ : static_cast<void*>(&owner_.listening_);
    epoll_ctl(poll_.descriptor(), EPOLL_CTL_ADD, descriptor, &event);
  }
  bool serving = true;
  while (serving) {
    poll_once(serving);
    close_overdue();
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
  threads_.clear();
  finished_.close();
  patience.join();
  const std::lock_guard lock(mutex_);
  idle_.clear();
}

}  // namespace millrace::http
