#pragma once

#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <functional>
#include <optional>
#include <source_location>
#include <span>
#include <system_error>
#include <utility>

#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/context.h>
#include <millrace/toolkit/error.h>

namespace millrace {

/// One thing that a `select` may do. Made by on_receive, on_send, on_timeout, on_deadline, on_done and
/// otherwise.
class select_branch {
 public:
  enum class kind { channel, timer, context, otherwise };

  explicit select_branch(const std::source_location& where) : where_(where) {}
  virtual ~select_branch() = default;
  const std::source_location& where() const { return where_; }
  virtual kind what() const = 0;
  /// What follows is for channels: their lock, in the order of `address`.
  virtual const void* address() const { return nullptr; }
  virtual void lock() {}
  virtual void unlock() {}
  virtual bool try_now() { return false; }
  /// Lets go on whom `try_now` has served; after `unlock`.
  virtual void wake() {}
  virtual void enlist(detail::parking&, int) {}
  virtual void delist() {}
  virtual std::optional<context::clock::time_point> end() const { return std::nullopt; }
  virtual const context* ends_with() const { return nullptr; }
  /// The branch was chosen.
  virtual void run() = 0;

 private:
  std::source_location where_;
};

/// The part of `select` that needs no types. Returns the index of the branch that ran.
std::size_t select_among(std::span<select_branch* const> branches);

template <class Channel>
class channel_branch : public select_branch {
 protected:
  using value_type = typename Channel::value_type;
  using core = detail::channel_core<value_type>;

  channel_branch(const Channel& source, const std::source_location& where)
      : select_branch(where), source_(source) {}
  kind what() const override { return kind::channel; }
  const void* address() const override { return &shared(); }
  void lock() override { shared().mutex.lock(); }
  void unlock() override { shared().mutex.unlock(); }
  core& shared() const { return *source_.core_; }

  void wake() override { woken_.complete(); }

  Channel source_;
  typename core::wakes woken_;
  std::optional<value_type> value_;
  typename core::waiter waiter_{nullptr, 0, &value_};
};

template <class Channel, class Body>
class receive_branch final : public channel_branch<Channel> {
 public:
  receive_branch(const Channel& source, Body body, const std::source_location& where)
      : channel_branch<Channel>(source, where), body_(std::move(body)) {}

  bool try_now() override {
    const auto result = this->shared().try_receive_locked(this->value_, this->woken_);
    return result != detail::attempt::would_block;
  }
  void enlist(detail::parking& parked, int index) override {
    this->waiter_ = {&parked, index, &this->value_};
    this->shared().receivers.asleep.push_back(this->waiter_);
  }
  void delist() override { this->shared().receivers.asleep.remove(this->waiter_); }
  void run() override {
    const auto error = this->value_ ? std::error_code() : make_error_code(errc::closed);
    body_(received<typename Channel::value_type>(std::move(this->value_), error));
  }

 private:
  Body body_;
};

template <class Channel, class Body>
class send_branch final : public channel_branch<Channel> {
 public:
  send_branch(const Channel& target, typename Channel::value_type value, Body body,
              const std::source_location& where)
      : channel_branch<Channel>(target, where), body_(std::move(body)) {
    this->value_.emplace(std::move(value));
  }

  bool try_now() override {
    const auto result = this->shared().try_send_locked(this->value_, this->woken_);
    this->waiter_.closed = result == detail::attempt::closed;
    return result != detail::attempt::would_block;
  }
  void enlist(detail::parking& parked, int index) override {
    this->waiter_ = {&parked, index, &this->value_};
    this->shared().senders.asleep.push_back(this->waiter_);
  }
  void delist() override { this->shared().senders.asleep.remove(this->waiter_); }
  void run() override {
    if (this->waiter_.closed)
      throw std::system_error(make_error_code(errc::closed), "send on a closed channel");
    body_();
  }

 private:
  Body body_;
};

template <class Body>
class plain_branch final : public select_branch {
 public:
  plain_branch(kind what, std::optional<context::clock::time_point> end, context ctx, Body body,
               const std::source_location& where)
      : select_branch(where), what_(what), end_(end), ctx_(std::move(ctx)), body_(std::move(body)) {}

  kind what() const override { return what_; }
  std::optional<context::clock::time_point> end() const override { return end_; }
  const context* ends_with() const override { return what_ == kind::context ? &ctx_ : nullptr; }
  void run() override { body_(); }

 private:
  kind what_;
  std::optional<context::clock::time_point> end_;
  context ctx_;
  Body body_;
};

/// `body(received<T>)` when there is a value, or the channel is closed and empty. Go: case v, ok := <-source.
template <class T, class Body>
auto on_receive(const channel<T>& source, Body body,
                std::source_location where = std::source_location::current()) {
  return receive_branch<channel<T>, Body>(source, std::move(body), where);
}

/// `body()` once `value` was handed over; throws std::system_error with errc::closed if the channel is
/// closed. A value that was not sent is destroyed with the branch. Go: case target <- value.
template <class T, class Body>
auto on_send(const channel<T>& target, std::type_identity_t<T> value, Body body,
             std::source_location where = std::source_location::current()) {
  return send_branch<channel<T>, Body>(target, std::move(value), std::move(body), where);
}

/// `body()` when nothing else could happen for that long. Go: case <-time.After(patience).
template <class Body>
auto on_timeout(time_span patience, Body body, std::source_location where = std::source_location::current()) {
  const auto end = saturated_end(context::clock::now(), patience);
  return plain_branch<Body>(select_branch::kind::timer, end, context(), std::move(body), where);
}

template <class Body>
auto on_deadline(context::clock::time_point end, Body body,
                 std::source_location where = std::source_location::current()) {
  return plain_branch<Body>(select_branch::kind::timer, end, context(), std::move(body), where);
}

/// `body()` when the context ends. Go: case <-ctx.Done().
template <class Body>
auto on_done(const context& ctx, Body body, std::source_location where = std::source_location::current()) {
  return plain_branch<Body>(select_branch::kind::context, ctx.deadline(), ctx, std::move(body), where);
}

/// `body()` when nothing else can happen at once. Go: default.
template <class Body>
auto otherwise(Body body, std::source_location where = std::source_location::current()) {
  return plain_branch<Body>(select_branch::kind::otherwise, std::nullopt, context(), std::move(body), where);
}

/// Waits until one of the branches can go on, runs that one, and returns its index. Among several that are
/// ready each has the same chance. Go: select.
///
///     select(on_receive(answers, [&](auto answer) { ... }),
///            on_done(ctx, [&] { ... }));
///
/// Without branches it would block for ever, as in Go; here that does not compile.
template <std::derived_from<select_branch>... Branches>
requires(sizeof...(Branches) > 0) std::size_t select(Branches... branches) {
  const std::array<select_branch*, sizeof...(Branches)> all{&branches...};
  return select_among(all);
}

}  // namespace millrace
