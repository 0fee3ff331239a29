#pragma once

#include <mutex>
#include <optional>

#include <millrace/http/origin.h>

namespace millrace::http {

/// One request's tie to the client that called: its context ends when the client has gone or has its answer.
/// Asking for the context is the handler's doing and is seen by the explorer; that nobody asked is not.
class memory_origin final : public origin {
 public:
  /// `serving` ends when the service stops waiting for its handlers.
  explicit memory_origin(const context& serving) : serving_(serving) {}
  context request_context() override;
  /// The client has gone, or has its answer.
  void finish() {
    finished_ = true;
    if (asked_for_) cancel();
  }

 private:
  void cancel();

  const context& serving_;
  bool finished_ = false;   // set by finish only
  bool asked_for_ = false;  // set by request_context only
  std::mutex mutex_;
  std::optional<cancellable> made_;  // guarded by mutex_
};

}  // namespace millrace::http
