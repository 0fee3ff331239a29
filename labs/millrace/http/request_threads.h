#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <millrace/http/connection.h>
#include <millrace/toolkit/channel.h>

namespace millrace::http {

/// Serves with a fixed number of threads. Connections that wait for a request cost no thread: one task polls
/// them all, and hands one over when something has come. Its request then waits until a thread is free.
class request_threads {
 public:
  request_threads(server& owner, int threads);
  ~request_threads();

  /// Polls until the server stops, then waits for the requests that are being answered.
  void run();

 private:
  void accept_one();
  void hand_over(connection& ready);
  void serve(connection& ready);
  void watch(const connection& idle, int operation) const;
  void end_connections();

  server& owner_;
  int poll_;
  channel<connection*> ready_;
  channel<bool> finished_;  ///< closed when every thread has ended
  std::mutex mutex_;
  std::map<const connection*, std::unique_ptr<connection>> open_;  // guarded by mutex_
  std::vector<std::thread> threads_;
};

}  // namespace millrace::http
