#include <atomic>

#include <millrace/toolkit/observer.h>

namespace millrace {
namespace {
// Relaxed everywhere: the observer is set before the tasks that it sees are started, and thread creation
// orders that.
constinit std::atomic<observer*> installed{nullptr};
}  // namespace

void observe_with(observer* watcher) noexcept {
  installed.store(watcher, std::memory_order_relaxed);
}

observer* current_observer() noexcept {
  return installed.load(std::memory_order_relaxed);
}

const char* describe(wait_reason reason) noexcept {
  switch (reason) {
    case wait_reason::channel_send:
      return "channel send";
    case wait_reason::channel_receive:
      return "channel receive";
    case wait_reason::select:
      return "select";
    case wait_reason::wait_group:
      return "wait group";
    case wait_reason::error_group:
      return "error group";
    case wait_reason::pool_submit:
      return "submit to a full pool";
    case wait_reason::pool_job:
      return "the next job";
    case wait_reason::pool_drain:
      return "a pool's drain";
    case wait_reason::tokens:
      return "tokens";
    case wait_reason::single_flight:
      return "another caller's flight";
    case wait_reason::tick:
      return "the next tick";
    case wait_reason::sleep:
      return "sleep";
    case wait_reason::context:
      return "a context's end";
  }
  return "unknown";
}

}  // namespace millrace
