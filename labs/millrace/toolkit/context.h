#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <source_location>
#include <stop_token>
#include <system_error>
#include <type_traits>
#include <typeinfo>

#include <millrace/toolkit/error.h>
#include <millrace/toolkit/time_span.h>

namespace millrace {

namespace detail {
class cancel_state;
struct context_node;
}  // namespace detail

/// A promise to call something when a context ends; breaking it off is its destructor's work. If the call is
/// being made by another thread just then, the destructor waits for it, so what the call refers to may be
/// destroyed afterwards. Made by `context::on_done`. Go: the stop function of context.AfterFunc, which does
/// not wait.
class registration {
 public:
  registration() = default;
  registration(registration&& other) noexcept = default;
  registration& operator=(registration&& other) noexcept;
  ~registration();

 private:
  friend class context;
  registration(std::shared_ptr<detail::cancel_state> state, std::uint64_t id);
  void reset() noexcept;

  std::shared_ptr<detail::cancel_state> state_;
  std::uint64_t id_ = 0;
};

/// How long the work for one request may go on, and the values that travel with it. A value: copies are cheap
/// and mean the same context. All members may be called from any thread. Go: context.Context.
///
///     auto [ctx, cancel] = with_timeout(request.context(), 50ms);
///     if (auto error = results.send(ctx, std::move(result))) return error;
class context {
 public:
  using clock = std::chrono::steady_clock;

  /// Never ends, has no values. A default-constructed context is the same.
  static context background();
  context() = default;

  /// True once it was cancelled or its deadline has passed.
  bool done() const;
  /// False of the background, and of what holds only its values.
  bool can_end() const { return state() != nullptr; }
  /// Nothing while it goes on; then errc::canceled or errc::deadline_exceeded. Calls nothing, as `done` and
  /// `cause`. Go: ctx.Err().
  std::error_code error() const;
  /// Null while it goes on; then what the canceller gave as its reason, or else a std::system_error of
  /// `error()`. Go: context.Cause.
  std::exception_ptr cause() const;
  /// The earliest deadline of this context and those it descends from.
  std::optional<clock::time_point> deadline() const;

  /// The value of that type that `with_value` attached nearest, or null. The type is the key, as an
  /// unexported key type is in Go. Valid as long as this context or a descendant lives.
  template <class Key>
  const Key* value() const {
    return static_cast<const Key*>(find_value(typeid(Key)));
  }

  /// Blocks until it is done.
  void wait(std::source_location where = std::source_location::current()) const;
  /// True when it is done, false when the time was over first.
  bool wait_for(time_span patience, std::source_location where = std::source_location::current()) const;
  bool wait_until(clock::time_point end, std::source_location where = std::source_location::current()) const;

  /// Calls `f` once when the context ends, on the thread that cancels it (at a deadline: on the toolkit's
  /// timer thread, never on one that only asks); at once and here if it has ended already. `f` must not
  /// throw. Go: context.AfterFunc, which starts a goroutine.
  [[nodiscard]] registration on_done(std::function<void()> f) const;
  /// The same, but a deadline that passes need not call it: no timer is kept. For operations that wait until
  /// the deadline by themselves.
  [[nodiscard]] registration on_cancel(std::function<void()> f) const;

  /// A token on which a stop is requested when the context ends; the same at each call.
  std::stop_token stop_token() const;

  friend bool operator==(const context&, const context&) = default;

 private:
  friend class canceller;
  friend struct context_factory;
  friend std::error_code sleep_for(const context& ctx, time_span time, std::source_location where);
  explicit context(std::shared_ptr<const detail::context_node> node) : node_(std::move(node)) {}
  const void* find_value(const std::type_info& key) const;
  detail::cancel_state* state() const;

  std::shared_ptr<const detail::context_node> node_;  // null: background
};

/// Ends one context and its descendants. Copies share; calling it again does nothing. When the last copy is
/// destroyed the context is cancelled: Go's `defer cancel()`, which nobody can forget here. Thread-safe.
class canceller {
 public:
  canceller() = default;

  void operator()() const;
  void operator()(std::error_code cause) const;
  void operator()(const std::exception_ptr& cause) const;

 private:
  friend struct context_factory;
  struct owner;
  explicit canceller(std::shared_ptr<owner> shared) : owner_(std::move(shared)) {}

  std::shared_ptr<owner> owner_;
};

struct cancellable {
  context ctx;
  canceller cancel;
};

/// A child of `parent` that `cancel` ends. Keep `cancel`: dropping it ends the child.
[[nodiscard]] cancellable with_cancel(const context& parent);
/// A child that ends at `end` at the latest. An end that has passed gives a context that is done.
[[nodiscard]] cancellable with_deadline(const context& parent, context::clock::time_point end);
/// A child that ends after `patience`, which saturates: a duration too long for the clock means no deadline
/// of its own.
[[nodiscard]] cancellable with_timeout(const context& parent, time_span patience);
/// A child that ends when a stop is requested on `token`. The request's callback lives as long as the child.
[[nodiscard]] cancellable with_stop(const context& parent, std::stop_token token);
/// The values of `parent` without its end: for work that goes on after a request, under a deadline of its
/// own.
[[nodiscard]] context without_cancel(const context& parent);

/// Makes contexts, for the functions above and below.
struct context_factory {
  static cancellable child(const context& parent, std::optional<context::clock::time_point> end);
  static context with_value(const context& parent, const std::type_info& key,
                            std::shared_ptr<const void> value);
  static context without_cancel(const context& parent);
  static cancellable bridge(cancellable child, std::stop_token token);
};

/// A child that carries `value`, found by its type. Go: context.WithValue.
template <class Value>
[[nodiscard]] context with_value(const context& parent, Value value) {
  using key = std::remove_cv_t<Value>;
  return context_factory::with_value(parent, typeid(key), std::make_shared<const key>(std::move(value)));
}

/// Sleeps; returns early with the context's error when that ends first.
std::error_code sleep_for(const context& ctx, time_span time,
                          std::source_location where = std::source_location::current());

/// `now + time`, or the latest time there is where that would overflow; `now` for a negative time.
context::clock::time_point saturated_end(context::clock::time_point now, time_span time) noexcept;

}  // namespace millrace
