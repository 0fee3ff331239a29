#pragma once

#include <list>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <millrace/http/connection.h>
#include <millrace/toolkit/channel.h>

namespace millrace::http {

/// Serves with a fixed number of threads. Connections that wait for a request cost no thread: one task polls
/// them all, hands one over when something has come, and closes those that were idle for too long. A request
/// then waits until a thread is free.
class request_threads {
 public:
  /// Throws std::system_error when a thread can't be started.
  request_threads(server& owner, int threads);
  ~request_threads();

  /// Polls until the server stops, then waits for the requests that are being answered.
  void run();

 private:
  struct held;
  using held_list = std::list<held>;
  /// A connection, and where it is: in `idle_` while it waits for a request, else in `at_work_`.
  struct held {
    held(const server& owner, socket accepted) : served(owner, std::move(accepted)) {}
    connection served;
    socket::clock::time_point idle_until{};
    held_list::iterator place;
  };

  explicit request_threads(server& owner);
  void poll_once(bool& serving);
  void accept_one();
  void hand_over(held& ready);
  void serve(held& ready);
  void rest(held& idle, held_list& from, int operation);
  int time_to_next_end();
  void close_overdue();
  void end_connections();

  server& owner_;
  socket poll_;  ///< an epoll set
  channel<held*> ready_;
  channel<bool> finished_;  ///< closed when every thread has ended
  std::mutex mutex_;
  held_list idle_;     // guarded by mutex_; the one that became idle first is the first to be overdue
  held_list at_work_;  // guarded by mutex_
  std::vector<std::thread> threads_;
};

}  // namespace millrace::http
