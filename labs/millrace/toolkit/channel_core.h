#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <source_location>
#include <system_error>
#include <utility>

#include <millrace/toolkit/brief_mutex.h>
#include <millrace/toolkit/channel_waiter.h>
#include <millrace/toolkit/context.h>
#include <millrace/toolkit/error.h>
#include <millrace/toolkit/giving_way.h>
#include <millrace/toolkit/observer.h>
#include <millrace/toolkit/patience.h>
#include <millrace/toolkit/ring.h>
#include <millrace/toolkit/waiting_line.h>
#include <millrace/toolkit/watched.h>

namespace millrace::detail {

enum class attempt { done, closed, would_block };

inline std::error_code as_error(attempt result) {
  if (result == attempt::closed) return errc::closed;
  return result == attempt::would_block ? make_error_code(errc::would_block) : std::error_code();
}

/// What the copies of a channel share.
///
/// A task that cannot go on stays awake for a moment, and looks again, before it sleeps in line: waking a
/// thread costs as much as a hundred values. The only one of its side also lets others have its processor.
/// The side that would have to wait serves those who are awake on the other first, so that a turn brings more
/// values than have room. Sleepers are served first come, first served, and handed their
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
    int overtaken = 0;   // since a sleeper was served
    patience awake_for;  // thread-safe by itself

    /// Whether to serve a sleeper now; if not although there is one, it counts as overtaken.
    bool sleeper_is_next() { return !asleep.empty() && (awake.empty() || ++overtaken >= most_overtaken); }
  };

  channel_core(std::size_t room, const resource_description& what) : capacity(room), seen(what) {}

  const std::size_t capacity;
  const watched seen;
  mutable brief_mutex mutex;
  side senders;    // guarded by mutex
  side receivers;  // guarded by mutex

  std::size_t size() const { return size_.load(std::memory_order_relaxed); }
  bool closed() const { return closed_.load(std::memory_order_relaxed); }

  /// How many values were ever sent, or are in the buffer.
  std::uint64_t accepted_locked() const { return accepted_; }

  attempt try_send_locked(std::optional<T>& value, wakes& woken) {
    if (closed()) return attempt::closed;
    if (capacity == 0) {
      waiter* const receiver = next(receivers);
      if (!receiver) return attempt::would_block;
      receiver->value->emplace(std::move(*value));
      woken.add(*receiver);
      accept();
      return attempt::done;
    }
    if (buffer_.size() >= capacity) {
      waiter* const receiver = next(receivers);
      if (!receiver) return attempt::would_block;
      hand_from_buffer(*receiver, woken);
    }
    buffer_.push_back(std::move(*value));
    accept();
    settle(woken);
    return attempt::done;
  }

  attempt try_receive_locked(std::optional<T>& value, wakes& woken) {
    if (capacity == 0) {
      if (closed()) return attempt::closed;  // a sender that is awake is about to see it, too
      waiter* const sender = next(senders);
      if (!sender) return attempt::would_block;
      value.emplace(std::move(**sender->value));
      woken.add(*sender);
      accept();
      return attempt::done;
    }
    if (buffer_.empty()) {
      if (closed()) return attempt::closed;
      waiter* const sender = next(senders);
      if (!sender) return attempt::would_block;
      take_into_buffer(*sender, woken);
    }
    value.emplace(std::move(buffer_.front()));
    buffer_.pop_front();
    settle(woken);
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

  /// Takes what is in the buffer away; nobody receives it.
  void discard_locked(ring<T>& discarded) {
    buffer_.swap(discarded);
    show();
  }

  /// What a wait is for, and how long it may last.
  struct wait_terms {
    wait_reason reason;
    const std::source_location& where;
    const context* ctx = nullptr;
    std::optional<std::chrono::steady_clock::time_point> end = std::nullopt;
    /// Those who are waited for may need this task's processor.
    bool gives_way = false;
  };

  /// Nothing once the value is gone; else it is as it was, with errc::closed, errc::timed_out or the
  /// context's error.
  std::error_code send(std::optional<T>& offered, const wait_terms& terms) {
    return pass<&channel_core::senders>(offered, terms);
  }
  /// Nothing once there is a value.
  std::error_code receive(std::optional<T>& value, const wait_terms& terms) {
    return pass<&channel_core::receivers>(value, terms);
  }

  attempt try_send(std::optional<T>& offered) {
    wakes woken;
    const std::lock_guard lock(mutex);
    return try_send_locked(offered, woken);
  }
  attempt try_receive(std::optional<T>& value) {
    wakes woken;
    const std::lock_guard lock(mutex);
    return try_receive_locked(value, woken);
  }

  /// False if it was closed already.
  bool close() {
    wakes woken;
    const std::lock_guard lock(mutex);
    return close_locked(woken);
  }

 private:
  static constexpr int most_overtaken = 256;

  // Short where nobody has to wait: what a wait needs is made when it begins.
  template <side channel_core::*mine>
  std::error_code pass(std::optional<T>& value, const wait_terms& terms) {
    if (terms.ctx) {
      if (const auto error = terms.ctx->error()) return error;
    }
    wakes woken;
    std::unique_lock lock(mutex);
    attempt result;
    if constexpr (mine == &channel_core::receivers) {
      result = try_receive_locked(value, woken);
    } else {
      result = try_send_locked(value, woken);
    }
    if (result == attempt::would_block) return wait(lock, value, this->*mine, terms);
    return as_error(result);
  }

  [[gnu::noinline]] std::error_code wait(std::unique_lock<brief_mutex>& lock, std::optional<T>& value,
                                         side& mine, const wait_terms& terms) {
    parking parked;
    waiter me{&parked, 0, &value};
    const bool alone = mine.awake.empty() && mine.asleep.empty();
    mine.awake.push_back(me);
    lock.unlock();
    const auto result = wait_awake(me, mine, alone, terms.gives_way);
    return result == attempt::would_block ? wait_asleep(me, mine, terms) : as_error(result);
  }

  // Looks again for a moment. With would_block it stands among the sleepers, or was served at the last
  // moment: either way `me.parked` will be completed.
  attempt wait_awake(waiter& me, side& mine, bool alone, bool gives_way) {
    auto result = attempt::would_block;
    const auto can_go_on = [&] {
      if (me.parked->is_complete()) {
        result = attempt::done;
      } else if (may_go_on(mine)) {
        result = try_again(me, mine);
      }
      return result != attempt::would_block;
    };
    const bool came =
        gives_way ? mine.awake_for.gives_way_until(can_go_on) : mine.awake_for.lasts_until(can_go_on);
    if (came) return result;
    if (alone && giving_way_.brings(can_go_on)) return result;
    wakes woken;
    const std::lock_guard lock(mutex);
    if (!me.in_line) return attempt::would_block;  // served just now
    mine.awake.remove(me);
    result = try_locked(*me.value, mine, woken);
    if (result == attempt::would_block) mine.asleep.push_back(me);
    return result;
  }

  void leave(waiter& me, side& mine) {
    const std::lock_guard lock(mutex);
    mine.asleep.remove(me);
  }

  // Until served, closed, out of patience or cancelled.
  std::error_code wait_asleep(waiter& me, side& mine, const wait_terms& terms) {
    int outcome = 0;
    {
      const blocked_scope blocked(terms.reason, seen.id(), terms.where);
      registration on_cancel;
      if (terms.ctx)
        on_cancel = terms.ctx->on_cancel([&] { me.parked->claim_and_complete(parking::canceled); });
      outcome = me.parked->wait(terms.end);
    }
    if (outcome == me.outcome) return me.closed ? make_error_code(errc::closed) : std::error_code();
    leave(me, mine);
    if (!terms.ctx) return errc::timed_out;
    const auto error = terms.ctx->error();
    return error ? error : make_error_code(errc::canceled);
  }

  // A sender that is awake waits for more room than it needs: then it has its processor for a while, and the
  // receivers, who have values, have theirs.
  bool may_go_on(const side& mine) const {
    if (closed()) return true;
    if (&mine == &receivers) return size() > 0;
    return capacity - size() >= std::max<std::size_t>(1, capacity / 2);
  }

  attempt try_locked(std::optional<T>& value, const side& mine, wakes& woken) {
    return &mine == &receivers ? try_receive_locked(value, woken) : try_send_locked(value, woken);
  }

  attempt try_again(waiter& me, side& mine) {
    wakes woken;
    const std::lock_guard lock(mutex);
    if (!me.in_line) return attempt::would_block;  // served just now
    mine.awake.remove(me);
    const auto result = try_locked(*me.value, mine, woken);
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

  // Whose value is handed over, or who gets it.
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
    accept();
    woken.add(sender);
  }

  void accept() {
    ++accepted_;
    seen.passed(passage::accepted);
  }

  // After the buffer has changed.
  void settle(wakes& woken) {
    if (!receivers.asleep.empty() || !senders.asleep.empty()) serve_sleepers(woken);
    show();
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
  }

  void show() {
    size_.store(buffer_.size(), std::memory_order_relaxed);
    seen.holds(static_cast<std::int64_t>(buffer_.size()));
  }

  std::uint64_t accepted_ = 0;        // guarded by mutex
  ring<T> buffer_;                    // guarded by mutex
  std::atomic<std::size_t> size_{0};  // the buffer's, for those who look without the mutex
  std::atomic<bool> closed_{false};   // changed under the mutex
  giving_way giving_way_;
};

}  // namespace millrace::detail
