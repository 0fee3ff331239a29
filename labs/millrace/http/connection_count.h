#pragma once

#include <atomic>
#include <chrono>
#include <sys/eventfd.h>
#include <unistd.h>

namespace millrace::http {

/// How many connections are open. A connection that ends only releases; the one that waits for them all is
/// the only one to acquire, and that when the server stops: so that an ended connection orders nothing that
/// runs.
class connection_count {
 public:
  connection_count() : changed_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~connection_count() { close(changed_); }
  connection_count(const connection_count&) = delete;
  connection_count& operator=(const connection_count&) = delete;

  void one_more() noexcept { open_.fetch_add(1, std::memory_order_relaxed); }
  void one_less() noexcept {
    open_.fetch_sub(1, std::memory_order_release);
    eventfd_write(changed_, 1);
  }
  /// Readable when one has ended since it was last read.
  int changed() const noexcept { return changed_; }
  bool none_open() const noexcept {
    eventfd_t ended = 0;
    eventfd_read(changed_, &ended);
    return open_.load(std::memory_order_acquire) == 0;
  }

 private:
  std::atomic<int> open_{0};
  int changed_;
};

}  // namespace millrace::http
