#pragma once

#include <cstddef>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <utility>

#include <millrace/toolkit/parking.h>

namespace millrace::detail {

enum class attempt { done, closed, would_block };

/// What the copies of a channel share. Tasks that cannot go on stand in line, first come first served;
/// whoever makes it possible hands the value over directly and wakes that one task alone. The `_locked`
/// functions are called with `mutex` held.
template <class T>
struct channel_core {
  /// A task in line. `value` is what a sender offers, or where a receiver gets it; it stays empty at a close.
  struct waiter {
    parking* parked;
    int outcome;
    std::optional<T>* value;
    bool closed = false;  ///< the wait ended because the channel was closed
  };
  using line = std::list<waiter*>;

  explicit channel_core(std::size_t room) : capacity(room) {}

  const std::size_t capacity;
  std::mutex mutex;
  std::deque<T> buffer;  // guarded by mutex
  line receivers;        // guarded by mutex
  line senders;          // guarded by mutex
  bool closed = false;   // guarded by mutex

  attempt try_send_locked(std::optional<T>& value) {
    if (closed) return attempt::closed;
    if (waiter* receiver = claim_first(receivers)) {
      receiver->value->emplace(std::move(*value));
      receiver->parked->complete();
      return attempt::done;
    }
    if (buffer.size() >= capacity) return attempt::would_block;
    buffer.push_back(std::move(*value));
    return attempt::done;
  }

  attempt try_receive_locked(std::optional<T>& value) {
    if (!buffer.empty()) {
      value.emplace(std::move(buffer.front()));
      buffer.pop_front();
      if (waiter* sender = claim_first(senders)) {
        buffer.push_back(std::move(**sender->value));
        sender->parked->complete();
      }
      return attempt::done;
    }
    if (waiter* sender = claim_first(senders)) {
      value.emplace(std::move(**sender->value));
      sender->parked->complete();
      return attempt::done;
    }
    return closed ? attempt::closed : attempt::would_block;
  }

  /// False if it was closed already.
  bool close_locked() {
    if (std::exchange(closed, true)) return false;
    for (line* waiting : {&receivers, &senders}) {
      while (waiter* each = claim_first(*waiting)) {
        each->closed = true;
        each->parked->complete();
      }
    }
    return true;
  }

 private:
  // Those whose wait ended in another way have not yet left the line.
  static waiter* claim_first(line& waiting) {
    while (!waiting.empty()) {
      waiter* first = waiting.front();
      waiting.pop_front();
      if (first->parked->claim(first->outcome)) return first;
    }
    return nullptr;
  }
};

}  // namespace millrace::detail
