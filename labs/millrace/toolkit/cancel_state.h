#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <system_error>
#include <thread>
#include <typeinfo>
#include <vector>

namespace millrace::detail {

/// The part of a context that can end. A tree: ending a state ends its descendants, without recursion, so
/// that depth is bounded by memory alone.
class cancel_state : public std::enable_shared_from_this<cancel_state> {
 public:
  using clock = std::chrono::steady_clock;

  explicit cancel_state(std::optional<clock::time_point> deadline) : deadline_(deadline) {}
  ~cancel_state();
  cancel_state(const cancel_state&) = delete;
  cancel_state& operator=(const cancel_state&) = delete;

  /// Joins the tree under `parent`, which must outlive this; ends at once if that has ended.
  void attach_to(cancel_state& parent);

  const std::optional<clock::time_point>& deadline() const { return deadline_; }
  /// Nothing while it goes on. A deadline that has passed is seen here, and nobody is called for it: who asks
  /// may hold a lock that a callback takes. The timer calls, or whoever ends the state.
  std::error_code error() const;
  std::exception_ptr cause() const;
  /// The first call decides; later ones do nothing. The caller keeps the state alive meanwhile.
  void end(std::error_code error, const std::exception_ptr& cause);

  /// Calls `f` at the end, or at once if that has come; then returns 0, else a number for `remove_callback`.
  std::uint64_t add_callback(std::function<void()> f);
  /// Waits for the callback if another thread is in it.
  void remove_callback(std::uint64_t id);

  /// On which a stop is requested at the end. One for the state, however often it is asked for.
  std::stop_token stop_token();
  /// Lets the timer end it at its deadline, if it has one.
  void watch_deadline();

  /// False when `end` comes first.
  bool wait_until(std::optional<clock::time_point> end);

 private:
  struct callback {
    std::uint64_t id;
    std::function<void()> call;
  };
  using strong_list = std::vector<std::shared_ptr<cancel_state>>;

  enum class ending { was_over, silent, with_callbacks };
  /// Ends this state and those children that need no more than that; the others are handed out.
  ending mark(std::error_code error, const std::exception_ptr& cause, strong_list& children);
  /// Ends it if nobody must be told: it has neither callbacks nor children. True if it has ended then.
  bool mark_alone(std::error_code error, const std::exception_ptr& cause);
  void mark_locked(std::error_code error, const std::exception_ptr& cause);
  void run_callbacks();
  std::error_code error_locked() const;
  void take_out_locked(cancel_state& child);
  /// By whoever ended it, and by the destructor. The parent has nothing to do with it from then on.
  void detach_from_parent();

  const std::optional<clock::time_point> deadline_;
  cancel_state* parent_ = nullptr;  // set before the state is shared, null once it is detached
  cancel_state* before_ = nullptr;  // guarded by parent_->mutex_, a sibling
  cancel_state* after_ = nullptr;   // guarded by parent_->mutex_, a sibling
  bool in_parent_ = false;          // guarded by parent_->mutex_
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool watched_ = false;      // guarded by mutex_; by the timer
  std::error_code error_;     // guarded by mutex_
  std::exception_ptr cause_;  // guarded by mutex_
  // A child takes itself out under our mutex before it is gone, so the pointer is valid while that is held.
  cancel_state* first_child_ = nullptr;   // guarded by mutex_
  std::list<callback> callbacks_;         // guarded by mutex_
  std::optional<std::stop_source> stop_;  // guarded by mutex_; made when first asked for
  std::uint64_t last_id_ = 0;             // guarded by mutex_
  std::uint64_t running_id_ = 0;          // guarded by mutex_
  std::thread::id running_on_;            // guarded by mutex_
};

/// One step of a context's ancestry: a value, an end, or both ends of nothing (without_cancel).
struct context_node {
  std::shared_ptr<const context_node> parent;
  cancel_state* state = nullptr;  ///< nearest that can end, of this step or one before; null: none
  const std::type_info* key = nullptr;
  std::shared_ptr<const void> value;

  context_node() = default;
  context_node(const context_node&) = delete;
  context_node& operator=(const context_node&) = delete;
  /// A chain of any length is destroyed without recursion.
  ~context_node();
};

/// A step that can end, in one piece of memory. The end goes first: it takes itself out of its parent's,
/// which the step before keeps.
struct ending_node final : context_node, cancel_state {
  using cancel_state::cancel_state;
};

/// The timer: one task that ends states at their deadlines even if nobody asks them. It starts with the first
/// and runs until the process ends. A state stands there once at most, and until `forget_deadline`, which it
/// calls before it is gone.
void watch_deadline(cancel_state& state);
void forget_deadline(cancel_state& state);
/// How many stand there.
std::size_t watched_deadlines();

}  // namespace millrace::detail
