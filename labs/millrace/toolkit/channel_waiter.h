#pragma once

#include <optional>

#include <millrace/toolkit/parking.h>

namespace millrace::detail {

/// A task that cannot go on. `value` is what a sender offers, or where a receiver gets it; it stays empty at
/// a close.
template <class T>
struct channel_waiter {
  parking* parked;
  int outcome;
  std::optional<T>* value;
  bool closed = false;  ///< the wait ended because the channel was closed
  channel_waiter* before = nullptr;
  channel_waiter* after = nullptr;
  bool in_line = false;
};

/// Tasks that were served: they go on at the end of the scope. Made before the lock is taken, so that nobody
/// waits for the lock while the system wakes a thread.
template <class T>
class channel_wakes {
 public:
  channel_wakes() = default;
  ~channel_wakes() { complete(); }
  channel_wakes(const channel_wakes&) = delete;
  channel_wakes& operator=(const channel_wakes&) = delete;

  void add(channel_waiter<T>& one) {
    one.after = nullptr;
    (last_ ? last_->after : first_) = &one;
    last_ = &one;
  }
  void complete() {
    while (auto* const one = first_) {
      first_ = one->after;
      one->parked->complete();
    }
    last_ = nullptr;
  }

 private:
  channel_waiter<T>* first_ = nullptr;
  channel_waiter<T>* last_ = nullptr;
};

}  // namespace millrace::detail
