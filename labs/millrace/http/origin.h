#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include <millrace/toolkit/context.h>

namespace millrace::http {

/// One request's tie to its connection: makes the request's context when a handler first asks for it, and
/// ends it when the client has gone or the response is written.
class origin {
 public:
  /// `serving` ends when the server stops waiting for its handlers. Referred to, not copied: the count in a
  /// copy would be an atomic that all requests share, and would order their handlers.
  origin(int connection, const context& serving) : connection_(connection), serving_(serving) {}
  ~origin();
  origin(const origin&) = delete;
  origin& operator=(const origin&) = delete;

  context request_context();
  /// The response has been written.
  void finish();

 private:
  const int connection_;
  const context& serving_;
  std::mutex mutex_;
  std::optional<cancellable> made_;  // guarded by mutex_
  bool finished_ = false;            // guarded by mutex_
  std::uint64_t watched_ = 0;        // guarded by mutex_
};

}  // namespace millrace::http
