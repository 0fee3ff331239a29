#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <source_location>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <millrace/toolkit/channel_core.h>
#include <millrace/toolkit/context.h>
#include <millrace/toolkit/error.h>
#include <millrace/toolkit/observer.h>
#include <millrace/toolkit/time_span.h>

namespace millrace {

template <class Key, class Value>
class single_flight;

/// What a receive came to: a value, or why there is none. Go: `v, ok := <-c`.
template <class T>
class received {
 public:
  received(std::optional<T> value, std::error_code error) : value_(std::move(value)), error_(error) {}

  explicit operator bool() const { return value_.has_value(); }
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return *std::move(value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

  /// Nothing if there is a value; else errc::closed, would_block, timed_out, canceled or deadline_exceeded.
  std::error_code error() const { return error_; }

 private:
  std::optional<T> value_;
  std::error_code error_;
};

/// Hands values from task to task, in order. With capacity 0 a send ends when a receiver has taken the value;
/// otherwise up to `capacity` values wait in between. Tasks that have to wait look again for a moment and
/// then sleep; those who sleep are served first come, first served. Go: chan T.
///
///     channel<int> squares(8);
///     spawn("square", [squares]() mutable { for (int i : {1, 2, 3}) squares.send(i * i); squares.close();
///     }); for (int square : squares) use(square);
///
/// A channel is a handle: copies mean the same channel, which lives as long as one of them does. All members
/// may be called from any thread. T must be nothrow movable, so that a value is never lost on its way.
///
/// As in Go, a send on a closed channel and a second close are errors of the program: they throw
/// std::system_error with errc::closed (Go panics). The forms of send that report an error report this one
/// too. Unlike in Go there is no nil channel, and a channel that is never closed needs no closing.
template <class T>
class channel {
  static_assert(std::is_nothrow_move_constructible_v<T>,
                "a channel's values are handed over between threads: no throwing move");
  using core = detail::channel_core<T>;

 public:
  using value_type = T;
  using clock = std::chrono::steady_clock;
  static constexpr std::size_t max_capacity = std::numeric_limits<std::ptrdiff_t>::max() / sizeof(T);

  /// Not explicit, so that `{}` makes one: a member of a message that is sent, say.
  channel(std::source_location where = std::source_location::current()) : channel(0, where) {}
  /// Throws std::length_error above `max_capacity` (a negative number that was converted, most likely).
  explicit channel(std::size_t capacity, std::source_location where = std::source_location::current())
      : core_(std::make_shared<core>(checked(capacity), described(capacity, where))) {}

  /// Blocks until a receiver or the buffer has the value. Throws if the channel is closed, also while it
  /// waits.
  void send(T value, std::source_location where = std::source_location::current()) {
    std::optional<T> offered(std::move(value));
    if (const auto error = core_->send(offered, {wait_reason::channel_send, where}))
      throw std::system_error(error);
  }
  /// Gives up when the context ends: its error, and `value` is as it was. So for the other forms, with
  /// errc::would_block and errc::timed_out.
  [[nodiscard]] std::error_code send(const context& ctx, T&& value,
                                     std::source_location where = std::source_location::current()) {
    return send_or_keep(std::move(value), &ctx, ctx.deadline(), where);
  }
  [[nodiscard]] std::error_code try_send(T&& value) {
    std::optional<T> offered(std::move(value));
    const auto error = detail::as_error(core_->try_send(offered));
    if (error) value = std::move(*offered);
    return error;
  }
  [[nodiscard]] std::error_code send_for(T&& value, time_span patience,
                                         std::source_location where = std::source_location::current()) {
    return send_or_keep(std::move(value), nullptr, saturated_end(clock::now(), patience), where);
  }
  [[nodiscard]] std::error_code send_until(T&& value, clock::time_point end,
                                           std::source_location where = std::source_location::current()) {
    return send_or_keep(std::move(value), nullptr, end, where);
  }

  /// Blocks until there is a value, or the channel is closed and empty.
  received<T> receive(std::source_location where = std::source_location::current()) {
    return receive_until_end(nullptr, std::nullopt, where);
  }
  received<T> receive(const context& ctx, std::source_location where = std::source_location::current()) {
    return receive_until_end(&ctx, ctx.deadline(), where);
  }
  received<T> try_receive() {
    std::optional<T> value;
    const auto came = core_->try_receive(value);
    return {std::move(value), detail::as_error(came)};
  }
  received<T> receive_for(time_span patience, std::source_location where = std::source_location::current()) {
    return receive_until_end(nullptr, saturated_end(clock::now(), patience), where);
  }
  received<T> receive_until(clock::time_point end,
                            std::source_location where = std::source_location::current()) {
    return receive_until_end(nullptr, end, where);
  }

  /// No more values will come. What is in the buffer is still received; then receives end with errc::closed.
  /// Throws std::system_error with errc::closed if it was closed before.
  void close() {
    if (!core_->close()) throw std::system_error(make_error_code(errc::closed), "close of a closed channel");
  }

  bool closed() const { return core_->closed(); }
  /// Values in the buffer. Go: len(c).
  std::size_t size() const { return core_->size(); }
  std::size_t capacity() const { return core_->capacity; }

  /// Receives at each step until the channel is closed and empty. Go: for v := range c.
  class iterator {
   public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::input_iterator_tag;

    explicit iterator(channel source) : source_(std::move(source)) { ++*this; }
    T& operator*() const { return **current_; }
    iterator& operator++() {
      current_.emplace(source_.receive());
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) { return !*it.current_; }

   private:
    channel source_;
    mutable std::optional<received<T>> current_;
  };
  iterator begin() { return iterator(*this); }
  std::default_sentinel_t end() { return {}; }

  /// The same channel, not equal contents.
  friend bool operator==(const channel& a, const channel& b) { return a.core_ == b.core_; }

 private:
  template <class>
  friend class channel_branch;
  template <class, class>
  friend class single_flight;  // whose passengers wait for a flight, not for a value

  static std::size_t checked(std::size_t capacity) {
    if (capacity > max_capacity) throw std::length_error("channel: the capacity is too large");
    return capacity;
  }

  static resource_description described(std::size_t capacity, const std::source_location& where) {
    return {
        .kind = resource_kind::channel, .capacity = static_cast<std::int64_t>(capacity), .made_at = where};
  }

  std::error_code send_or_keep(T&& value, const context* ctx, std::optional<clock::time_point> end,
                               const std::source_location& where) {
    std::optional<T> offered(std::move(value));
    const auto error = core_->send(offered, {wait_reason::channel_send, where, ctx, end});
    if (error) value = std::move(*offered);
    return error;
  }

  received<T> receive_until_end(const context* ctx, std::optional<clock::time_point> end,
                                const std::source_location& where,
                                wait_reason reason = wait_reason::channel_receive) {
    std::optional<T> value;
    const auto error = core_->receive(value, {reason, where, ctx, end});
    return {std::move(value), error};
  }

  std::shared_ptr<core> core_;
};

}  // namespace millrace
