#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include <millrace/http/origin.h>

namespace millrace::http {

/// One request's tie to its connection.
class connection_origin final : public origin {
 public:
  /// `serving` ends when the server stops waiting for its handlers. Referred to, not copied: the count in a
  /// copy would be an atomic that all requests share, and would order their handlers.
  connection_origin(int connection, const context& serving) : connection_(connection), serving_(serving) {}
  ~connection_origin() override;
  connection_origin(const connection_origin&) = delete;
  connection_origin& operator=(const connection_origin&) = delete;

  context request_context() override;
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
