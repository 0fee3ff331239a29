#pragma once

#include <cstdint>
#include <map>
#include <mutex>

#include <millrace/toolkit/context.h>

namespace millrace::http {

/// Cancels contexts whose client has gone: one task with an epoll set for the whole process, started when it
/// is first used. A client that closes its sending side counts as gone, as it does for Go's server.
class disconnect_watch {
 public:
  static disconnect_watch& of_process();

  std::uint64_t add(int connection, canceller when_gone);
  void remove(std::uint64_t id, int connection);

 private:
  disconnect_watch();
  [[noreturn]] void look() const;

  int poll_;
  mutable std::mutex mutex_;
  std::uint64_t last_id_ = 0;                   // guarded by mutex_
  std::map<std::uint64_t, canceller> watched_;  // guarded by mutex_
};

}  // namespace millrace::http
