#include <utility>

#include <millrace/toolkit/cancel_state.h>
#include <millrace/toolkit/error.h>

namespace millrace::detail {
namespace {

// A chain of any length goes without recursion: what a link's destructor lets go of waits until that link is
// gone. Nobody asks whether a reference is the last one: use_count orders nothing, and who reads 1 there may
// still race with what the holder before him read.
void let_go(std::shared_ptr<const context_node> link) {
  constinit static thread_local std::vector<std::shared_ptr<const context_node>>* waiting = nullptr;
  if (!link) return;
  if (waiting) {
    waiting->push_back(std::move(link));
    return;
  }
  std::vector<std::shared_ptr<const context_node>> line;
  waiting = &line;
  while (link) {
    link.reset();
    if (line.empty()) continue;
    link = std::move(line.back());
    line.pop_back();
  }
  waiting = nullptr;
}

}  // namespace

cancel_state::~cancel_state() {
  detach_from_parent();  // first: until then the parent may mark it
  if (watched_) forget_deadline(*this);
}

void cancel_state::attach_to(cancel_state& parent) {
  parent_ = &parent;
  std::error_code ended;
  std::exception_ptr cause;
  {
    const std::lock_guard lock(parent.mutex_);
    ended = parent.error_;
    cause = parent.cause_;
    if (!ended) {
      after_ = std::exchange(parent.first_child_, this);
      if (after_) after_->before_ = this;
      in_parent_ = true;
    }
  }
  if (ended) end(ended, cause);
}

void cancel_state::watch_deadline() {
  const std::lock_guard lock(mutex_);
  if (error_ || watched_ || !deadline_) return;
  detail::watch_deadline(*this);
  watched_ = true;
}

void cancel_state::detach_from_parent() {
  cancel_state* const parent = std::exchange(parent_, nullptr);
  if (!parent) return;
  const std::lock_guard lock(parent->mutex_);
  if (in_parent_) parent->take_out_locked(*this);
}

void cancel_state::take_out_locked(cancel_state& child) {
  (child.before_ ? child.before_->after_ : first_child_) = child.after_;
  if (child.after_) child.after_->before_ = child.before_;
  child.in_parent_ = false;
}

std::error_code cancel_state::error() const {
  const std::lock_guard lock(mutex_);
  return error_locked();
}

std::error_code cancel_state::error_locked() const {
  if (error_) return error_;
  return deadline_ && clock::now() >= *deadline_ ? make_error_code(errc::deadline_exceeded)
                                                 : std::error_code();
}

std::exception_ptr cancel_state::cause() const {
  const std::lock_guard lock(mutex_);
  if (cause_) return cause_;
  const auto error = error_locked();
  return error ? std::make_exception_ptr(std::system_error(error)) : nullptr;
}

cancel_state::ending cancel_state::mark(std::error_code error, const std::exception_ptr& cause,
                                        strong_list& children) {
  const std::lock_guard lock(mutex_);
  if (error_) return ending::was_over;
  mark_locked(error, cause);
  while (cancel_state* const child = first_child_) {
    take_out_locked(*child);
    if (child->mark_alone(error, cause)) continue;
    if (auto alive = child->weak_from_this().lock()) children.push_back(std::move(alive));
  }
  return callbacks_.empty() ? ending::silent : ending::with_callbacks;
}

bool cancel_state::mark_alone(std::error_code error, const std::exception_ptr& cause) {
  const std::lock_guard lock(mutex_);
  if (error_) return true;
  if (first_child_ || !callbacks_.empty()) return false;
  mark_locked(error, cause);
  return true;
}

void cancel_state::mark_locked(std::error_code error, const std::exception_ptr& cause) {
  error_ = error_locked();  // a deadline that passed before is what ended it
  if (!error_) {
    error_ = error;
    cause_ = cause;
  }
  if (std::exchange(watched_, false)) forget_deadline(*this);
  changed_.notify_all();
}

void cancel_state::end(std::error_code error, const std::exception_ptr& cause) {
  strong_list pending;
  const ending own = mark(error, cause, pending);
  if (own == ending::was_over) return;
  detach_from_parent();
  // Whoever has callbacks is kept until they have run: one of them may drop the last reference to the tree.
  strong_list ended;
  if (own == ending::with_callbacks) ended.push_back(shared_from_this());
  while (!pending.empty()) {
    auto child = std::move(pending.back());
    pending.pop_back();
    if (child->mark(error, cause, pending) != ending::was_over) ended.push_back(std::move(child));
  }
  for (const auto& state : ended) state->run_callbacks();
}

void cancel_state::run_callbacks() {
  std::unique_lock lock(mutex_);
  while (!callbacks_.empty()) {
    callback next = std::move(callbacks_.front());
    callbacks_.pop_front();
    running_id_ = next.id;
    running_on_ = std::this_thread::get_id();
    lock.unlock();
    next.call();
    next.call = nullptr;
    lock.lock();
    running_id_ = 0;
    changed_.notify_all();
  }
}

std::uint64_t cancel_state::add_callback(std::function<void()> f) {
  {
    const std::lock_guard lock(mutex_);
    if (!error_locked()) {
      callbacks_.push_back({++last_id_, std::move(f)});
      return last_id_;
    }
  }
  f();
  return 0;
}

std::stop_token cancel_state::stop_token() {
  const std::lock_guard lock(mutex_);
  if (!stop_) {
    stop_.emplace();
    if (error_locked()) {
      stop_->request_stop();  // nobody has a callback on it yet
    } else {
      callbacks_.push_back({++last_id_, [source = *stop_]() mutable { source.request_stop(); }});
    }
  }
  return stop_->get_token();
}

void cancel_state::remove_callback(std::uint64_t id) {
  std::function<void()> dropped;  // destroyed outside the lock
  std::unique_lock lock(mutex_);
  for (auto it = callbacks_.begin(); it != callbacks_.end(); ++it) {
    if (it->id != id) continue;
    dropped = std::move(it->call);
    callbacks_.erase(it);
    lock.unlock();
    return;
  }
  if (running_id_ == id && running_on_ == std::this_thread::get_id()) return;
  changed_.wait(lock, [&] { return running_id_ != id; });
}

bool cancel_state::wait_until(std::optional<clock::time_point> end) {
  const bool by_deadline = deadline_ && (!end || *deadline_ <= *end);
  const auto until = by_deadline ? deadline_ : end;
  {
    std::unique_lock lock(mutex_);
    const auto ended = [&] { return static_cast<bool>(error_); };
    if (!until) {
      changed_.wait(lock, ended);
    } else {
      changed_.wait_until(lock, *until, ended);
    }
  }
  return static_cast<bool>(error());
}

context_node::~context_node() {
  let_go(std::move(parent));
}

}  // namespace millrace::detail
