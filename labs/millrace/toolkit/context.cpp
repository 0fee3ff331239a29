#include <condition_variable>
#include <mutex>
#include <thread>

#include <millrace/toolkit/cancel_state.h>
#include <millrace/toolkit/context.h>
#include <millrace/toolkit/observer.h>

namespace millrace {

using detail::cancel_state;
using detail::context_node;

registration::registration(std::shared_ptr<cancel_state> state, std::uint64_t id)
    : state_(std::move(state)), id_(id) {}

registration& registration::operator=(registration&& other) noexcept {
  if (this != &other) {
    reset();
    state_ = std::move(other.state_);
    id_ = other.id_;
  }
  return *this;
}

registration::~registration() {
  reset();
}

void registration::reset() noexcept {
  if (const auto state = std::move(state_); state && id_ != 0) state->remove_callback(id_);
}

context context::background() {
  return {};
}

cancel_state* context::state() const {
  return node_ ? node_->state : nullptr;
}

bool context::done() const {
  return static_cast<bool>(error());
}

std::error_code context::error() const {
  return state() ? state()->error() : std::error_code();
}

std::exception_ptr context::cause() const {
  return state() ? state()->cause() : nullptr;
}

std::optional<context::clock::time_point> context::deadline() const {
  return state() ? state()->deadline() : std::nullopt;
}

const void* context::find_value(const std::type_info& key) const {
  for (const context_node* node = node_.get(); node; node = node->parent.get()) {
    if (node->key && *node->key == key) return node->value.get();
  }
  return nullptr;
}

namespace {

bool wait_on(cancel_state* state, std::optional<context::clock::time_point> end,
             const std::source_location& where, wait_reason reason = wait_reason::context) {
  if (state && state->error()) return true;
  const blocked_scope blocked(reason, 0, where);
  if (state) return state->wait_until(end);
  if (end) {
    std::this_thread::sleep_until(*end);
    return false;
  }
  // The background never ends, and who waits for that waits for ever.
  while (true) std::this_thread::sleep_for(std::chrono::hours(1));
}

}  // namespace

void context::wait(std::source_location where) const {
  wait_on(state(), std::nullopt, where);
}

bool context::wait_for(time_span patience, std::source_location where) const {
  return wait_on(state(), saturated_end(clock::now(), patience), where);
}

bool context::wait_until(clock::time_point end, std::source_location where) const {
  return wait_on(state(), end, where);
}

registration context::on_cancel(std::function<void()> f) const {
  if (!state()) return {};
  const auto id = state()->add_callback(std::move(f));
  return {state()->shared_from_this(), id};
}

registration context::on_done(std::function<void()> f) const {
  auto registered = on_cancel(std::move(f));
  if (registered.id_ != 0) state()->watch_deadline();
  return registered;
}

std::stop_token context::stop_token() const {
  if (!state()) return {};
  auto token = state()->stop_token();
  state()->watch_deadline();
  return token;
}

// The last copy of a canceller ends its context; the state itself may live on in contexts.
struct canceller::owner {
  std::shared_ptr<cancel_state> state;
  std::shared_ptr<void> bridge;  // what with_stop keeps
  ~owner() { state->end(errc::canceled, nullptr); }
};

// Whoever waits for the end may destroy this canceller and the context as soon as it comes.
void canceller::operator()() const {
  if (const auto kept = owner_) kept->state->end(errc::canceled, nullptr);
}

void canceller::operator()(std::error_code cause) const {
  (*this)(std::make_exception_ptr(std::system_error(cause)));
}

void canceller::operator()(const std::exception_ptr& cause) const {
  if (const auto kept = owner_) kept->state->end(errc::canceled, cause);
}

cancellable context_factory::child(const context& parent, std::optional<context::clock::time_point> end) {
  auto deadline = parent.deadline();
  if (end && (!deadline || *end < *deadline)) deadline = end;
  auto node = std::make_shared<detail::ending_node>(deadline);
  node->parent = parent.node_;
  node->state = node.get();
  if (parent.state()) node->attach_to(*parent.state());
  auto owner = std::make_shared<canceller::owner>(node, nullptr);
  return {context(std::move(node)), canceller(std::move(owner))};
}

context context_factory::with_value(const context& parent, const std::type_info& key,
                                    std::shared_ptr<const void> value) {
  auto node = std::make_shared<context_node>();
  node->parent = parent.node_;
  node->state = parent.state();
  node->key = &key;
  node->value = std::move(value);
  return context(std::move(node));
}

context context_factory::without_cancel(const context& parent) {
  auto node = std::make_shared<context_node>();
  node->parent = parent.node_;
  return context(std::move(node));
}

cancellable context_factory::bridge(cancellable child, std::stop_token token) {
  auto end = [state = child.ctx.state()->weak_from_this()] {
    if (const auto alive = state.lock()) alive->end(errc::canceled, nullptr);
  };
  using callback = std::stop_callback<decltype(end)>;
  child.cancel.owner_->bridge = std::make_shared<callback>(std::move(token), std::move(end));
  return child;
}

cancellable with_cancel(const context& parent) {
  return context_factory::child(parent, std::nullopt);
}

cancellable with_deadline(const context& parent, context::clock::time_point end) {
  return context_factory::child(parent, end);
}

cancellable with_timeout(const context& parent, time_span patience) {
  const auto end = saturated_end(context::clock::now(), patience);
  return context_factory::child(parent,
                                end == context::clock::time_point::max() ? std::nullopt : std::optional(end));
}

cancellable with_stop(const context& parent, std::stop_token token) {
  return context_factory::bridge(with_cancel(parent), std::move(token));
}

context without_cancel(const context& parent) {
  return context_factory::without_cancel(parent);
}

std::error_code sleep_for(const context& ctx, time_span time, std::source_location where) {
  wait_on(ctx.state(), saturated_end(context::clock::now(), time), where, wait_reason::sleep);
  return ctx.error();
}

context::clock::time_point saturated_end(context::clock::time_point now, time_span by) noexcept {
  constexpr auto latest = context::clock::time_point::max();
  const std::chrono::nanoseconds time = by;
  if (time > latest - now) return latest;
  return time.count() < 0 ? now : now + time;
}

}  // namespace millrace
