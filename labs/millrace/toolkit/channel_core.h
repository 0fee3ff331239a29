#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <source_location>
#include <utility>

#include <millrace/toolkit/parking.h>
#include <millrace/toolkit/watched.h>

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

  channel_core(std::size_t room, const std::source_location& where)
      : capacity(room),
        seen(
            {.kind = resource_kind::channel, .capacity = static_cast<std::int64_t>(room), .made_at = where}) {
  }

  const std::size_t capacity;
  const watched seen;
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
      seen.passed(passage::accepted);
      return attempt::done;
    }
    if (buffer.size() >= capacity) return attempt::would_block;
    buffer.push_back(std::move(*value));
    seen.passed(passage::accepted);
    show();
    return attempt::done;
  }

  attempt try_receive_locked(std::optional<T>& value) {
    if (!buffer.empty()) {
      value.emplace(std::move(buffer.front()));
      buffer.pop_front();
      if (waiter* sender = claim_first(senders)) {
        buffer.push_back(std::move(**sender->value));
        sender->parked->complete();
        seen.passed(passage::accepted);
      }
      show();
      return attempt::done;
    }
    if (waiter* sender = claim_first(senders)) {
      value.emplace(std::move(**sender->value));
      sender->parked->complete();
      seen.passed(passage::accepted);
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
  void show() const { seen.holds(static_cast<std::int64_t>(buffer.size())); }

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
