#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <source_location>
#include <utility>

#include <millrace/toolkit/brief_mutex.h>
#include <millrace/toolkit/parking.h>
#include <millrace/toolkit/patience.h>
#include <millrace/toolkit/ring.h>
#include <millrace/toolkit/waiting_line.h>
#include <millrace/toolkit/watched.h>

namespace millrace::detail {

enum class attempt { done, closed, would_block };

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

/// What the copies of a channel share.
///
/// A task that cannot go on stays awake for a moment, and looks again, before it sleeps in line: waking a
/// thread costs as much as a hundred values. Sleepers are served first come, first served, and handed their
/// value directly. One who is awake goes before them (nothing needs to be woken for it), but not more than
/// `most_overtaken` times in a row. So there holds, whenever the mutex is free: if a sleeper could be served,
/// somebody is awake who will be.
///
/// The `_locked` functions are called with `mutex` held.
template <class T>
class channel_core {
 public:
  using waiter = channel_waiter<T>;
  using wakes = channel_wakes<T>;

  /// Those who wait to send, or to receive.
  struct side {
    waiting_line<waiter> awake;
    waiting_line<waiter> asleep;
    int overtaken = 0;  // since a sleeper was served

    bool sleeper_is_next() { return !asleep.empty() && (awake.empty() || ++overtaken >= most_overtaken); }
  };

  channel_core(std::size_t room, const std::source_location& where)
      : capacity(room),
        seen(
            {.kind = resource_kind::channel, .capacity = static_cast<std::int64_t>(room), .made_at = where}) {
  }

  const std::size_t capacity;
  const watched seen;
  brief_mutex mutex;
  side senders;    // guarded by mutex
  side receivers;  // guarded by mutex

  std::size_t size() const { return size_.load(std::memory_order_relaxed); }
  bool closed() const { return closed_.load(std::memory_order_relaxed); }

  attempt try_send_locked(std::optional<T>& value, wakes& woken) {
    if (closed()) return attempt::closed;
    if (capacity == 0) {
      waiter* const receiver = next(receivers);
      if (!receiver) return attempt::would_block;
      receiver->value->emplace(std::move(*value));
      woken.add(*receiver);
      seen.passed(passage::accepted);
      return attempt::done;
    }
    if (buffer_.size() >= capacity) return attempt::would_block;
    buffer_.push_back(std::move(*value));
    seen.passed(passage::accepted);
    serve_sleepers(woken);
    return attempt::done;
  }

  attempt try_receive_locked(std::optional<T>& value, wakes& woken) {
    if (capacity == 0) {
      waiter* const sender = next(senders);
      if (!sender) return closed() ? attempt::closed : attempt::would_block;
      value.emplace(std::move(**sender->value));
      woken.add(*sender);
      seen.passed(passage::accepted);
      return attempt::done;
    }
    if (buffer_.empty()) return closed() ? attempt::closed : attempt::would_block;
    value.emplace(std::move(buffer_.front()));
    buffer_.pop_front();
    serve_sleepers(woken);
    return attempt::done;
  }

  /// False if it was closed already. Those who are awake see it themselves.
  bool close_locked(wakes& woken) {
    if (closed()) return false;
    closed_.store(true, std::memory_order_relaxed);
    while (!buffer_.empty()) {
      waiter* const receiver = first_asleep(receivers);
      if (!receiver) break;
      hand_from_buffer(*receiver, woken);
    }
    for (side* each : {&receivers, &senders}) {
      while (waiter* one = first_asleep(*each)) {
        one->closed = true;
        woken.add(*one);
      }
    }
    show();
    return true;
  }

  /// Looks again for a moment. Like try_send_locked and try_receive_locked; with would_block it stands asleep
  /// in line.
  attempt wait_awake(waiter& me, side& mine) {
    auto result = attempt::would_block;
    const auto can_go_on = [&] {
      if (me.parked->is_complete()) {
        result = attempt::done;
      } else if (may_go_on(mine)) {
        result = try_again(me, mine);
      }
      return result != attempt::would_block;
    };
    if (patience_.lasts_until(can_go_on)) return result;
    wakes woken;
    const std::lock_guard lock(mutex);
    if (!me.in_line) return attempt::would_block;  // served just now
    mine.awake.remove(me);
    result = try_locked(me, mine, woken);
    if (result == attempt::would_block) mine.asleep.push_back(me);
    return result;
  }

  /// A sleeper leaves: its wait is over.
  void leave(waiter& me, side& mine) {
    const std::lock_guard lock(mutex);
    mine.asleep.remove(me);
  }

 private:
  static constexpr int most_overtaken = 256;

  bool may_go_on(const side& mine) const {
    return closed() || (&mine == &receivers ? size() > 0 : size() < capacity);
  }

  attempt try_locked(waiter& me, const side& mine, wakes& woken) {
    return &mine == &receivers ? try_receive_locked(*me.value, woken) : try_send_locked(*me.value, woken);
  }

  attempt try_again(waiter& me, side& mine) {
    wakes woken;
    const std::lock_guard lock(mutex);
    if (!me.in_line) return attempt::would_block;  // served just now
    mine.awake.remove(me);
    const auto result = try_locked(me, mine, woken);
    if (result == attempt::would_block) mine.awake.push_back(me);
    return result;
  }

  // Those whose wait ended in another way have not yet left the line.
  static waiter* first_asleep(side& from) {
    while (waiter* one = from.asleep.pop_front()) {
      from.overtaken = 0;
      if (one->parked->claim(one->outcome)) return one;
    }
    return nullptr;
  }

  // Without a buffer: whose value is handed over, or who gets it.
  static waiter* next(side& from) {
    if (from.sleeper_is_next()) {
      if (waiter* one = first_asleep(from)) return one;
    }
    waiter* const one = from.awake.pop_front();
    if (one) one->parked->claim(one->outcome);
    return one;
  }

  void hand_from_buffer(waiter& receiver, wakes& woken) {
    receiver.value->emplace(std::move(buffer_.front()));
    buffer_.pop_front();
    woken.add(receiver);
  }

  void take_into_buffer(waiter& sender, wakes& woken) {
    buffer_.push_back(std::move(**sender.value));
    seen.passed(passage::accepted);
    woken.add(sender);
  }

  void serve_sleepers(wakes& woken) {
    while (true) {
      if (!buffer_.empty() && receivers.sleeper_is_next()) {
        if (waiter* receiver = first_asleep(receivers)) hand_from_buffer(*receiver, woken);
      } else if (buffer_.size() < capacity && senders.sleeper_is_next()) {
        if (waiter* sender = first_asleep(senders)) take_into_buffer(*sender, woken);
      } else {
        break;
      }
    }
    show();
  }

  void show() {
    size_.store(buffer_.size(), std::memory_order_relaxed);
    seen.holds(static_cast<std::int64_t>(buffer_.size()));
  }

  ring<T> buffer_;                    // guarded by mutex
  std::atomic<std::size_t> size_{0};  // the buffer's, for those who look without the mutex
  std::atomic<bool> closed_{false};   // changed under the mutex
  patience patience_;
};

}  // namespace millrace::detail
